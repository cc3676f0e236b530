using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Http;

public sealed class DashboardDoorTests
{
    private const string Key = "a long enough key";

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_Development_it_is_closed_without_a_key(string environment)
    {
        await using var stand = await Stand.StartAsync(environment: environment);
        foreach (var path in new[] { "/dashboard", "/dashboard/", "/Dashboard/index.html", "/dashboard/api/counters" })
        {
            using var answer = await stand.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            await Problem.AssertAsync(answer, "no-such-resource");
        }
    }

    [Fact]
    public async Task In_Development_it_is_open_to_this_machine()
    {
        await using var stand = await Stand.StartAsync(environment: "Development");

        Assert.Equal("inside", await stand.Http.GetStringAsync("/dashboard/x", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task With_a_key_only_the_key_opens_it(string environment)
    {
        await using var stand = await Stand.StartAsync(environment: environment, settings: ("Dashboard:Key", Key));
        foreach (var wrong in new AuthenticationHeaderValue?[]
        {
            null, new("Bearer", "another key"), new("Bearer", Key + "x"), new("Bearer", ""), Basic("x:" + Key[..^1]), Basic(Key), new("Basic", "%%%"), new("Digest", Key),
        })
        {
            using var answer = await AskAsync(stand, wrong);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            await Problem.AssertAsync(answer, "key-needed");
            Assert.Equal("Basic", answer.Headers.WwwAuthenticate.Single().Scheme);
        }

        foreach (var right in new[] { new AuthenticationHeaderValue("Bearer", Key), Basic("anybody:" + Key) })
        {
            using var answer = await AskAsync(stand, right);
            Assert.Equal("inside", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    private static AuthenticationHeaderValue Basic(string pair) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    private static async Task<HttpResponseMessage> AskAsync(Stand stand, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/x");
        request.Headers.Authorization = authorization;
        return await stand.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
