using System.Text;
using System.Text.Json;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Ingest.Tests.Parsing;

public sealed class ArticleParserTests
{
    public static TheoryData<string> RejectedNames => [.. BadInput.Rejected.Where(bad => bad.Body is not null).Select(bad => bad.Name)];

    public static TheoryData<string> JudgeableNames => [.. BadInput.Judgeable.Select(odd => odd.Name)];

    [Theory]
    [MemberData(nameof(RejectedNames))]
    public void Bad_input_is_refused_with_its_reason_and_a_sentence(string name)
    {
        var (_, body, reason, headers) = BadInput.Rejected.Single(bad => bad.Name == name);
        var outcome = Parse(body!, headers);
        Assert.False(outcome.Succeeded);
        Assert.Equal(reason, outcome.Rejection.Reason);
        Assert.Matches("^[A-Z].*\\.$", outcome.Rejection.Message);
    }

    [Theory]
    [MemberData(nameof(JudgeableNames))]
    public void Strange_input_is_read_as_the_article_it_is(string name)
    {
        var (_, body, id, title, headers) = BadInput.Judgeable.Single(odd => odd.Name == name);
        var outcome = Parse(body, headers);
        Assert.Null(outcome.Rejection);
        Assert.Equal(id ?? "fallback", outcome.Article!.Id);
        Assert.Equal(title, outcome.Article.Title);
    }

    [Fact]
    public void All_fields_are_read()
    {
        var article = Parse("""{"id":"1","url":"u","title":"t","text":"b","source":"s","publishedAt":"2017-12-31T23:00:00+01:00","language":"en"}"""u8.ToArray()).Article!;
        Assert.Equal(new("1", "u", "t", "b", "s", new DateTimeOffset(2017, 12, 31, 22, 0, 0, TimeSpan.Zero), "en"), article);
    }

    [Fact]
    public void Any_well_formed_text_comes_back_as_it_was_written() => Prop.ForAll<NonNull<string>>(text =>
    {
        // The serializer escapes; the reader must undo exactly that. Lone surrogates it writes as U+FFFD itself.
        var title = "x" + text.Get;
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["title"] = title });
        return Parse(body).Article!.Title == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(title));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        var seeds = BadInput.Rejected.Where(bad => bad.Body is { Length: < 5000 }).Select(bad => bad.Body!)
            .Concat(BadInput.Judgeable.Where(odd => odd.Body.Length < 5000).Select(odd => odd.Body)).ToArray();
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var bytes = seeds[random.Next(seeds.Length)].ToArray();
            for (var change = random.Next(4); change >= 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var content = random.Next(3) == 0 ? "application/cloudevents+json" : null;
            var outcome = ArticleParser.Parse(bytes, new ArticleEnvelope(content), () => "id");
            return outcome.Succeeded ? outcome.Article.Id.Length > 0 : outcome.Rejection.Message.Length > 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void An_array_is_cut_into_its_elements_whatever_they_are()
    {
        Assert.True(ArticleArray.TrySplit("""[ {"title":"a"} , 5,[1,[2]],"x" ]"""u8.ToArray(), out var elements));
        Assert.Equal(["""{"title":"a"}""", "5", "[1,[2]]", "\"x\""], elements.Select(element => Encoding.UTF8.GetString(element.Span)));
        Assert.All(["{}", "[1", "[1]2", "", "[1,]"], body => Assert.False(ArticleArray.TrySplit(Encoding.UTF8.GetBytes(body), out _)));
    }

    private static ParseOutcome Parse(byte[] body, params (string Name, string Value)[] headers) =>
        ArticleParser.Parse(body, ArticleEnvelope.From(headers.Select(header => KeyValuePair.Create(header.Name, (string?)header.Value))), () => "fallback");
}
