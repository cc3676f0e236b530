using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Parsing;

namespace FakeNews.Silo.Api;

/// <summary><c>GET /api/v1/articles/{partition}/{offset}</c>: the article a verdict speaks of, from the input topic and no other.</summary>
internal sealed class ArticleEndpoint(IInputLog log)
{
    public async Task<IResult> AnswerAsync(int partition, long offset, CancellationToken cancellationToken)
    {
        if (partition < 0 || offset < 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-position", "Partition and offset are numbers from 0.");
        }

        if (await log.ReadAsync(partition, offset, cancellationToken) is not { Value: not null } record)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no-such-article", "Kafka has no article at this place; it may have been deleted since.");
        }

        var outcome = ArticleParser.Parse(record.Value, record.Envelope, () => ArticleIds.FromPosition(record.Topic, partition, offset));
        return outcome.Succeeded
            ? TypedResults.Json(new ArticleBody(new InputPosition(record.Topic, partition, offset, record.Timestamp), outcome.Article))
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, outcome.Rejection.Reason, outcome.Rejection.Message);
    }
}
