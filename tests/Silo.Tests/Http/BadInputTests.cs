using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Http;

public sealed class BadInputTests
{
    public static TheoryData<string, byte[], string, int, string> BadBodies => new()
    {
        { "not JSON", "hello"u8.ToArray(), "application/json", 400, "not-json" },
        { "nothing", [], "application/json", 400, "not-json" },
        { "cut JSON", """{"title":"x"""u8.ToArray(), "application/json", 400, "not-json" },
        { "null", "null"u8.ToArray(), "application/json", 400, "not-an-object" },
        { "a number", "7"u8.ToArray(), "application/json", 400, "not-an-object" },
        { "an array of numbers", "[1]"u8.ToArray(), "application/json", 400, "not-an-object" },
        { "an array of null", "[null]"u8.ToArray(), "application/json", 400, "not-an-object" },
        { "wrong type", """{"title":7}"""u8.ToArray(), "application/json", 400, "wrong-type" },
        { "neither title nor text", """{"source":"x"}"""u8.ToArray(), "application/json", 400, "no-content" },
        { "empty strings", """{"title":"","text":"  "}"""u8.ToArray(), "application/json", 400, "no-content" },
        { "invalid UTF-8", [.. """{"title":"x"""u8, 0xC3, 0x28, .. "\"}"u8], "application/json", 400, "invalid-utf8" },
        { "200 nested levels", Encoding.UTF8.GetBytes($"{{\"title\":\"x\",\"more\":{new string('[', 200)}{new string(']', 200)}}}"), "application/json", 400, "too-deep" },
        { "unknown content type", """{"title":"x"}"""u8.ToArray(), "text/csv", 415, "unsupported-content-type" },
        { "another character set", """{"title":"x"}"""u8.ToArray(), "application/json; charset=utf-16", 415, "unsupported-content-type" },
        { "an array of an unknown content type", """[{"title":"x"}]"""u8.ToArray(), "text/plain", 415, "unsupported-content-type" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_is_no_article_is_a_problem_document_with_a_reason(string what, byte[] body, string contentType, int status, string reason)
    {
        await using var stand = await Stand.StartAsync();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        using var answer = await stand.Http.PostAsync("/api/v1/classify", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        await Problem.AssertAsync(answer, reason, what);
        Assert.Empty(stand.Judge.Seen);
    }

    [Fact]
    public async Task Five_megabytes_of_text_are_too_large_whether_or_not_their_length_is_told()
    {
        await using var stand = await Stand.StartAsync();
        var body = Encoding.UTF8.GetBytes($"{{\"title\":\"x\",\"text\":\"{new string('a', 5_000_000)}\"}}");
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/classify") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TransferEncodingChunked = chunked;

            using var answer = await stand.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            await Problem.AssertAsync(answer, "too-large");
        }
    }

    [Fact]
    public async Task One_article_more_than_allowed_is_too_many_and_none_is_judged()
    {
        await using var stand = await Stand.StartAsync();
        using var most = Json(JsonSerializer.Serialize(Enumerable.Range(0, 256).Select(static number => new { title = $"Title {number}" })));
        using var more = Json(JsonSerializer.Serialize(Enumerable.Range(0, 257).Select(static number => new { title = $"Title {number}" })));

        using var taken = await stand.Http.PostAsync("/api/v1/classify", most, TestContext.Current.CancellationToken);
        using var refused = await stand.Http.PostAsync("/api/v1/classify", more, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        await Problem.AssertAsync(refused, "too-many");
        Assert.Equal(256, stand.Judge.Seen.Count);
    }

    [Fact]
    public async Task Bad_articles_of_an_array_are_each_named_and_none_is_judged()
    {
        await using var stand = await Stand.StartAsync();
        using var content = Json("""[{"title":"Good"},{"title":7},{"text":""}]""");

        using var answer = await stand.Http.PostAsync("/api/v1/classify", content, TestContext.Current.CancellationToken);

        var problem = await Problem.AssertAsync(answer, "wrong-type");
        Assert.Equal(
            [(1, "wrong-type"), (2, "no-content")],
            problem.GetProperty("articles").EnumerateArray().Select(static entry => (entry.GetProperty("index").GetInt32(), entry.GetProperty("reason").GetString()!)));
        Assert.Empty(stand.Judge.Seen);
    }

    [Fact]
    public async Task An_article_that_the_model_fails_on_tells_which_and_not_why()
    {
        await using var stand = await Stand.StartAsync();
        using var content = Json("""[{"title":"Good"},{"title":"poison"}]""");

        using var answer = await stand.Http.PostAsync("/api/v1/classify", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var problem = await Problem.AssertAsync(answer, "judging-failed");
        Assert.Equal([1], problem.GetProperty("failed").EnumerateArray().Select(static index => index.GetInt32()));
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lone_surrogates_control_characters_and_mark_up_are_judged_and_come_back_as_text()
    {
        await using var stand = await Stand.StartAsync();
        using var content = Json("""{"title":"<img src=x onerror=alert(1)> \ud800 \u0007 \u202e!"}""");

        using var answer = await stand.Http.PostAsync("/api/v1/classify", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var verdict = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("<img src=x onerror=alert(1)> \uFFFD \u0007 \u202e!", verdict.RootElement.GetProperty("title").GetString());
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
