using System.Net;
using System.Text.Json;
using FakeNews.Silo.Api;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Http;

public sealed class ArticleTests
{
    [Fact]
    public async Task An_article_is_shown_as_it_came()
    {
        await using var stand = await Stand.StartAsync();
        stand.State.Records[(2, 17)] = new InputRecord("news.articles", DateTimeOffset.UnixEpoch, default, """{"title":"<b>","text":"one\n\ntwo"}"""u8.ToArray());

        using var article = JsonDocument.Parse(await stand.Http.GetStringAsync("/api/v1/articles/2/17", TestContext.Current.CancellationToken));

        Assert.Equal("one\n\ntwo", article.RootElement.GetProperty("article").GetProperty("text").GetString());
        Assert.Equal(17, article.RootElement.GetProperty("input").GetProperty("offset").GetInt64());
    }

    [Theory]
    [InlineData(0, 0, HttpStatusCode.NotFound, "no-such-article")]
    [InlineData(1, 0, HttpStatusCode.NotFound, "no-such-article")]
    [InlineData(1, 1, HttpStatusCode.UnprocessableEntity, "not-json")]
    [InlineData(-1, 0, HttpStatusCode.BadRequest, "bad-position")]
    [InlineData(0, -5, HttpStatusCode.BadRequest, "bad-position")]
    public async Task What_is_no_article_says_so(int partition, long offset, HttpStatusCode status, string reason)
    {
        await using var stand = await Stand.StartAsync();
        stand.State.Records[(1, 0)] = new InputRecord("news.articles", DateTimeOffset.UnixEpoch, default, null);
        stand.State.Records[(1, 1)] = new InputRecord("news.articles", DateTimeOffset.UnixEpoch, default, "broken"u8.ToArray());

        using var answer = await stand.Http.GetAsync($"/api/v1/articles/{partition}/{offset}", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        await Problem.AssertAsync(answer, reason);
    }
}
