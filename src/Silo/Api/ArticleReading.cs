using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Silo.Api;

/// <summary>Reads a request's body with the stream's own parser: one article, or an array of them.</summary>
internal static class ArticleReading
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="envelope">The headers that matter.</param>
    /// <param name="maximum">Most articles of an array; of a longer one nothing is read.</param>
    public static ArticleBatch Read(ReadOnlyMemory<byte> body, ArticleEnvelope envelope, int maximum)
    {
        if (!ArticleArray.TrySplit(body, out var elements))
        {
            var single = Parse(body, envelope);
            return single.Succeeded ? new ArticleBatch(false, [single.Article], []) : new ArticleBatch(false, [], [Refuse(null, single.Rejection)]);
        }

        if (elements.Count > maximum)
        {
            return new ArticleBatch(true, [], [], TooMany: true);
        }

        var articles = ImmutableArray.CreateBuilder<Article>(elements.Count);
        List<ArticleRefusal> refusals = [];
        for (var index = 0; index < elements.Count; index++)
        {
            var outcome = Parse(elements[index], envelope);
            if (outcome.Succeeded)
            {
                articles.Add(outcome.Article);
            }
            else
            {
                refusals.Add(Refuse(index, outcome.Rejection));
            }
        }

        return new ArticleBatch(true, articles.DrainToImmutable(), [.. refusals]);
    }

    private static ParseOutcome Parse(ReadOnlyMemory<byte> body, ArticleEnvelope envelope) =>
        ArticleParser.Parse(body.Span, envelope, () => ArticleIds.FromContent(body.Span));

    private static ArticleRefusal Refuse(int? index, Rejection rejection) => new(index, rejection.Reason, rejection.Message);
}
