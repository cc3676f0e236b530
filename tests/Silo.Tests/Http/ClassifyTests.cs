using System.Net;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Http;

public sealed class ClassifyTests
{
    [Fact]
    public async Task One_article_is_answered_with_its_verdict()
    {
        await using var stand = await Stand.StartAsync();

        using var answer = await PostAsync(stand, """{"id":"7","title":"Stop the press!","source":"Post","more":{"ignored":[1]}}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var verdict = JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), ContractJson.Default.Verdict)!;
        Assert.Equal(("7", Decision.Flag, "Post"), (verdict.ArticleId, verdict.Decision, verdict.Source));
        var submission = Assert.Single(stand.Judge.Seen);
        Assert.Null(submission.Input);
    }

    [Fact]
    public async Task Absent_fields_are_absent_and_enums_have_their_names_in_the_contract()
    {
        await using var stand = await Stand.StartAsync();

        using var answer = await PostAsync(stand, """{"title":"x"}""");

        var json = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.Contains("\"decision\":\"pass\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_array_is_answered_with_verdicts_in_its_order()
    {
        await using var stand = await Stand.StartAsync();

        using var answer = await PostAsync(stand, JsonSerializer.Serialize(Enumerable.Range(0, 100).Select(static number => new { id = number.ToString(System.Globalization.CultureInfo.InvariantCulture), title = "x" })));

        using var verdicts = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, 100).Select(static number => $"{number}"), verdicts.RootElement.EnumerateArray().Select(static verdict => verdict.GetProperty("articleId").GetString()));
    }

    [Fact]
    public async Task An_empty_array_has_no_verdicts()
    {
        await using var stand = await Stand.StartAsync();

        using var answer = await PostAsync(stand, "[]");

        Assert.Equal("[]", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task CloudEvents_are_understood_structured_and_binary()
    {
        await using var stand = await Stand.StartAsync();
        using var structured = new StringContent(
            """{"specversion":"1.0","id":"e1","source":"/x","type":"article","data":{"title":"From an event"}}""", Encoding.UTF8, "application/cloudevents+json");
        using var binary = new StringContent("""{"title":"From headers"}""", Encoding.UTF8, "application/json");
        binary.Headers.Add("ce-specversion", "1.0");
        binary.Headers.Add("ce-id", "e2");

        using var one = await stand.Http.PostAsync("/api/v1/classify", structured, TestContext.Current.CancellationToken);
        using var two = await stand.Http.PostAsync("/api/v1/classify", binary, TestContext.Current.CancellationToken);

        Assert.Equal([("e1", "From an event"), ("e2", "From headers")], stand.Judge.Seen.Select(static seen => (seen.Article.Id, seen.Article.Title)));
    }

    [Fact]
    public async Task Before_the_model_is_warm_the_answer_is_to_come_back_later_and_health_says_the_same()
    {
        await using var stand = await Stand.StartAsync();
        stand.State.WhyNot = "The model is still being loaded.";

        using var answer = await PostAsync(stand, """{"title":"x"}""");
        using var ready = await stand.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var live = await stand.Http.GetAsync("/health/live", TestContext.Current.CancellationToken);
        stand.State.WhyNot = null;
        using var then = await stand.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        await Problem.AssertAsync(answer, "not-ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK), (ready.StatusCode, live.StatusCode, then.StatusCode));
    }

    [Fact]
    public async Task More_articles_at_a_time_than_allowed_are_told_to_wait()
    {
        await using var stand = await Stand.StartAsync(settings: [("Api:MaximumArticles", "2"), ("Api:MaximumInFlight", "2")]);
        stand.Judge.Hold = new TaskCompletionSource();
        var held = PostAsync(stand, """[{"title":"a"},{"title":"b"}]""");
        await stand.Judge.Holding.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        using var refused = await PostAsync(stand, """{"title":"c"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        await Problem.AssertAsync(refused, "busy");
        stand.Judge.Hold.SetResult();
        stand.Judge.Hold = null;
        using var answer = await held;
        using var afterwards = await PostAsync(stand, """{"title":"d"}""");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, afterwards.StatusCode));
    }

    private static async Task<HttpResponseMessage> PostAsync(Stand stand, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await stand.Http.PostAsync("/api/v1/classify", content, TestContext.Current.CancellationToken);
    }
}
