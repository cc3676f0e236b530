using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Silo.Api;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.ModelLife;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Labels;

public sealed class LabelsOverHttpTests
{
    private const string Path = "/api/v1/articles/0/7/labels";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_label_keeps_text_verdict_and_the_keys_name_whatever_the_caller_says()
    {
        await using var desk = await DeskAsync();
        using var answer = await PostAsync(desk, Path, """{"label":"fake","note":"  <b>no source</b> ","flagged":"0:0","reviewer":"somebody else","text":"another","articleId":"x"}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var label = Assert.Single(desk.Stand.Labels.Written);
        Assert.Equal(("the-article", ReviewLabel.Fake, "the-reviewer", "A title", "Its text", "<b>no source</b>"), (label.ArticleId, label.Label, label.Reviewer, label.Title, label.Text, label.Note));
        Assert.Equal(new SeenVerdict(Verdicts.Model, Decision.Flag, 0.9731, DateTimeOffset.UnixEpoch), label.Verdict);
        Assert.Equal(("news.articles", 0, 7L), (label.Input!.Topic, label.Input.Partition, label.Input.Offset));
        Assert.Equal("the-article", System.Text.Encoding.UTF8.GetString(Assert.Single(desk.Stand.Labels.Records).Key!));

        using var shown = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(Path, Stop));
        Assert.Equal("fake", shown.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("the-reviewer", shown.RootElement.GetProperty("labels")[0].GetProperty("reviewer").GetString());
    }

    [Fact]
    public async Task The_last_word_of_a_reviewer_counts_and_anothers_stays_beside_it()
    {
        await using var desk = await DeskAsync();
        foreach (var (role, label) in ((string, string)[])[(Role.Reviewer, "fake"), (Role.Owner, "real"), (Role.Reviewer, "unsure")])
        {
            using var answer = await PostAsync(desk, Path, $$"""{"label":"{{label}}"}""", role);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        using var shown = JsonDocument.Parse(await desk.Stand.Http.GetStringAsync(Path, Stop));
        var said = shown.RootElement.GetProperty("labels").EnumerateArray().ToDictionary(static word => word.GetProperty("reviewer").GetString()!, static word => word.GetProperty("label").GetString());
        Assert.Equal(new Dictionary<string, string?> { ["the-reviewer"] = "unsure", ["the-owner"] = "real" }, said);
        Assert.Equal("real", shown.RootElement.GetProperty("outcome").GetString());
        Assert.Null(desk.Stand.Labels.Written[0].Verdict);
    }

    [Theory]
    [InlineData(Path, "", HttpStatusCode.BadRequest, "bad-label")]
    [InlineData(Path, "[]", HttpStatusCode.BadRequest, "bad-label")]
    [InlineData(Path, """{"note":"x"}""", HttpStatusCode.BadRequest, "bad-label")]
    [InlineData(Path, """{"label":"true"}""", HttpStatusCode.BadRequest, "bad-label")]
    [InlineData(Path, """{"label":9}""", HttpStatusCode.BadRequest, "bad-label")]
    [InlineData(Path, """{"label":"fake","note":"123456789012345678901"}""", HttpStatusCode.BadRequest, "long-note")]
    [InlineData(Path, """{"label":"fake","flagged":"nowhere"}""", HttpStatusCode.BadRequest, "bad-position")]
    [InlineData(Path, """{"label":"fake","flagged":"0:1,1:2"}""", HttpStatusCode.BadRequest, "bad-position")]
    [InlineData(Path, """{"label":"fake","flagged":"0:-1"}""", HttpStatusCode.BadRequest, "bad-position")]
    [InlineData(Path, """{"label":"fake","flagged":"0:99"}""", HttpStatusCode.NotFound, "no-such-verdict")]
    [InlineData(Path, """{"label":"fake","flagged":"5:0"}""", HttpStatusCode.NotFound, "no-such-verdict")]
    [InlineData(Path, """{"label":"fake","flagged":"0:1"}""", HttpStatusCode.UnprocessableEntity, "another-article")]
    [InlineData("/api/v1/articles/0/8/labels", """{"label":"fake"}""", HttpStatusCode.NotFound, "no-such-article")]
    [InlineData("/api/v1/articles/0/9/labels", """{"label":"fake"}""", HttpStatusCode.UnprocessableEntity, "not-json")]
    [InlineData("/api/v1/articles/-1/9/labels", """{"label":"fake"}""", HttpStatusCode.BadRequest, "bad-position")]
    public async Task What_is_no_label_is_refused_with_a_reason_and_not_written(string path, string body, HttpStatusCode status, string reason)
    {
        await using var desk = await DeskAsync();
        using var answer = await PostAsync(desk, path, body);

        Assert.Equal(status, answer.StatusCode);
        await Problem.AssertAsync(answer, reason);
        Assert.Empty(desk.Stand.Labels.Written);
    }

    [Fact]
    public async Task A_label_too_large_for_the_broker_says_what_to_raise()
    {
        await using var desk = await DeskAsync();
        desk.Stand.Labels.Limit = 100;
        using var answer = await PostAsync(desk, Path, """{"label":"fake"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await Problem.AssertAsync(answer, "article-too-large");
    }

    [Fact]
    public async Task Another_sites_page_labels_nothing()
    {
        await using var desk = await DeskAsync();
        using var answer = await desk.SendAsync(HttpMethod.Post, Path, Role.Reviewer, """{"label":"fake"}"""u8.ToArray(), headers: ("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(desk.Stand.Labels.Written);
    }

    [Fact]
    public async Task Precision_is_counted_from_what_lies_in_the_topic_and_what_is_no_label_is_passed_by()
    {
        await using var desk = await DeskAsync();
        desk.Stand.Labels.AddRaw("no label"u8.ToArray());
        desk.Stand.Labels.AddRaw(LabelRecord.Write(new ArticleLabel("elsewhere", ReviewLabel.Real, "ben", "t", "x", DateTimeOffset.UnixEpoch, Verdict: new SeenVerdict(Verdicts.Model, Decision.Flag, 0.9, DateTimeOffset.UnixEpoch))));
        using var answer = await PostAsync(desk, Path, """{"label":"fake","flagged":"0:0"}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        // The tail reads at its own pace.
        FlagCounts total;
        do
        {
            var report = await desk.Stand.Http.GetFromJsonAsync<JsonElement>("/api/v1/labels/precision", Stop);
            var counts = report.GetProperty("total");
            total = new(counts.GetProperty("fake").GetInt32(), counts.GetProperty("real").GetInt32(), counts.GetProperty("disputed").GetInt32(), counts.GetProperty("undecided").GetInt32());
            await Task.Yield();
        }
        while (total.Real == 0 && !Stop.IsCancellationRequested);

        Assert.Equal(new FlagCounts(1, 1, 0, 0), total);
    }

    private static async Task<ModelStand> DeskAsync()
    {
        var desk = await ModelStand.StartAsync(more: ("Labels:LongestNote", "20"));
        desk.Stand.State.Records[(0, 7)] = new InputRecord("news.articles", DateTimeOffset.UnixEpoch, default, """{"id":"the-article","title":"A title","text":"Its text","source":"The Daily Test"}"""u8.ToArray());
        desk.Stand.State.Records[(0, 9)] = new InputRecord("news.articles", DateTimeOffset.UnixEpoch, default, "broken"u8.ToArray());
        desk.Stand.Log.AddRaw(0, JsonSerializer.SerializeToUtf8Bytes(Verdicts.Of("the-article", "A title", input: new("news.articles", 0, 7, DateTimeOffset.UnixEpoch)), ContractJson.Default.Verdict));
        desk.Stand.Log.AddRaw(0, JsonSerializer.SerializeToUtf8Bytes(Verdicts.Of("another", "B", input: new("news.articles", 0, 6, DateTimeOffset.UnixEpoch)), ContractJson.Default.Verdict));
        return desk;
    }

    private static Task<HttpResponseMessage> PostAsync(ModelStand desk, string path, string body, string role = Role.Reviewer) =>
        desk.SendAsync(HttpMethod.Post, path, role, System.Text.Encoding.UTF8.GetBytes(body));
}
