using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FakeNews.Silo.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Silo.Tests.Http;

public sealed partial class RoutesTests
{
    [Fact]
    public async Task Every_route_answers_without_failing_and_with_the_headers_that_keep_text_text()
    {
        await using var stand = await Stand.StartAsync(environment: "Development");
        var routes = stand.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(static endpoint => Parameter().Replace(endpoint.RoutePattern.RawText!, static found => found.Value.Contains("document", StringComparison.Ordinal) ? "v1" : found.Value.Contains("rest", StringComparison.Ordinal) ? "" : "0"))
            .Where(static route => route != "/broken")
            .Distinct()
            .ToList();
        Assert.Contains("/api/v1/classify", routes);
        Assert.Contains("/", routes);

        foreach (var route in routes)
        {
            using var answer = await stand.Http.GetAsync(route, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

            Assert.True((int)answer.StatusCode < 500, $"{route}: {answer.StatusCode}");
            Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.DoesNotContain("'unsafe-eval'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            if (!answer.IsSuccessStatusCode && answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect))
            {
                await Problem.AssertAsync(answer);
            }
        }
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404)]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("GET", "/api/v1/articles/x/y", 404)]
    [InlineData("GET", "/api/v1/classify", 405)]
    [InlineData("DELETE", "/api/v1/flagged", 405)]
    [InlineData("GET", "/api/v1/sources?limit=x", 400)]
    [InlineData("GET", "/api/v1/sources?limit=0", 400)]
    [InlineData("GET", "/broken", 500)]
    [InlineData("GET", "/page/../appsettings.json", 404)]
    public async Task What_can_not_be_answered_is_a_problem_document_whatever_the_client_accepts(string method, string path, int status)
    {
        await using var stand = await Stand.StartAsync();
        foreach (var accept in new[] { "application/json", "text/html", "image/png" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Add("Accept", accept);

            using var answer = await stand.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(status, (int)answer.StatusCode);
            var problem = await Problem.AssertAsync(answer);
            Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_and_the_reference_load_nothing_from_elsewhere()
    {
        await using var stand = await Stand.StartAsync();
        foreach (var path in new[] { "/", "/docs/" })
        {
            var html = await stand.Http.GetStringAsync(path, TestContext.Current.CancellationToken);
            var loaded = Loaded().Matches(html).Select(static match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(loaded);
            foreach (var address in loaded.Where(static address => !address.StartsWith('#')))
            {
                var target = new Uri(new Uri(stand.Address, path), address);
                Assert.Equal(stand.Address.Authority, target.Authority);
            }
        }

        using var script = await stand.Http.GetAsync("/docs/scalar.js", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        Assert.Contains("javascript", script.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_API_tells_of_one_article_or_an_array_and_of_verdicts()
    {
        await using var stand = await Stand.StartAsync();
        using var document = JsonDocument.Parse(await stand.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var paths = document.RootElement.GetProperty("paths");

        Assert.Equal(
            [
                "/api/v1/articles/{partition}/{offset}", "/api/v1/articles/{partition}/{offset}/labels", "/api/v1/classify", "/api/v1/feed", "/api/v1/flagged",
                "/api/v1/labels/precision", "/api/v1/sources", "/api/v1/status", "/api/v1/trainer", "/api/v1/trainer/retrain",
            ],
            paths.EnumerateObject().Select(static path => path.Name).Where(static path => !path.StartsWith("/api/v1/models", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.True(paths.TryGetProperty("/api/v1/models/rollback", out _));
        var content = paths.GetProperty("/api/v1/classify").GetProperty("post").GetProperty("requestBody").GetProperty("content");
        Assert.Equal(["application/json", "application/cloudevents+json"], content.EnumerateObject().Select(static type => type.Name));
        Assert.Equal(2, content.GetProperty("application/json").GetProperty("schema").GetProperty("oneOf").GetArrayLength());
        var verdict = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Verdict").GetProperty("properties");
        Assert.True(verdict.TryGetProperty("fakeProbability", out _));
    }

    [Fact]
    public async Task A_file_of_the_page_is_not_sent_again_where_the_browser_has_it()
    {
        await using var stand = await Stand.StartAsync();
        using var first = await stand.Http.GetAsync("/page.css", TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page.css");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await stand.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Loaded();
}
