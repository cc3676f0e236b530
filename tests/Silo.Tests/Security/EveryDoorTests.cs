using System.Collections.Immutable;
using System.Net;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.ModelLife;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FakeNews.Silo.Tests.Security;

/// <summary>Walks the real endpoint table.</summary>
public sealed class EveryDoorTests
{
    private static readonly ImmutableArray<string?> Callers = [null, .. Role.All];

    // Open to anybody for a reason, each: probes and scrapers have no key; the dashboard has a door of its own before it; the API reference's
    // scripts are its library's own files; the stand maps the last.
    private static readonly string[] OpenToAnybody = ["/health/live", "/health/ready", "/dashboard/{**rest}", "/broken"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_route_lets_exactly_its_roles_in(bool openReads)
    {
        await using var desk = await ModelStand.StartAsync(more: ("Security:OpenReads", openReads ? "true" : "false"));
        var walked = 0;
        foreach (var (endpoint, method) in Table(desk))
        {
            var path = Path(endpoint);
            foreach (var caller in Callers)
            {
                using var answer = await AskAsync(desk, method, path, caller);
                var refused = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                Assert.True(MayPass(endpoint, caller, openReads) != refused, $"{method} {path} as {caller ?? "nobody"}: {(int)answer.StatusCode}");
                if (refused)
                {
                    Assert.Equal(caller is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden, answer.StatusCode);
                    Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                }

                walked++;
            }
        }

        Assert.True(walked > 100, $"Only {walked} doors were tried.");
    }

    [Fact]
    public async Task Every_route_that_changes_something_has_a_lock_and_every_open_one_is_known()
    {
        await using var desk = await ModelStand.StartAsync();
        var changing = new HashSet<string> { "GET", "HEAD" };
        foreach (var (endpoint, method) in Table(desk))
        {
            var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToArray();
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.True(!open || IsKnown(endpoint.RoutePattern.RawText!), $"{method} {endpoint.RoutePattern.RawText} is open to anybody.");
            if (!changing.Contains(method) && !open)
            {
                Assert.Contains(policies, policy => policy is Doors.Classify or Doors.Label or Doors.Operate or Doors.Propose or Doors.BringIn or Doors.Own);
            }
        }
    }

    [Fact]
    public async Task A_trainer_brings_in_and_proposes_and_makes_nothing_judge()
    {
        await using var desk = await ModelStand.StartAsync();
        var may = new List<string>();
        foreach (var (endpoint, method) in Table(desk).Where(door => door.Method == "POST" && door.Endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            using var answer = await AskAsync(desk, method, Path(endpoint), Role.Trainer);
            if (answer.StatusCode != HttpStatusCode.Forbidden)
            {
                may.Add(endpoint.RoutePattern.RawText!);
            }
        }

        // To have articles judged is open to anybody.
        Assert.Equal(["/api/v1/classify", "/api/v1/models/packages", "/api/v1/models/prepare"], may.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_keys_in_Production_nobody_changes_anything()
    {
        await using var desk = await ModelStand.StartAsync(withKeys: false);
        foreach (var (endpoint, method) in Table(desk).Where(door => door.Method is not ("GET" or "HEAD") && door.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            using var answer = await AskAsync(desk, method, Path(endpoint), null);
            Assert.True(MayPass(endpoint, null, openReads: true) || answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {Path(endpoint)}: {(int)answer.StatusCode}");
        }
    }

    private static bool IsKnown(string path) => OpenToAnybody.Contains(path) || path.StartsWith("/docs/", StringComparison.Ordinal);

    private static IEnumerable<(RouteEndpoint Endpoint, string Method)> Table(ModelStand desk) =>
        from endpoint in desk.Stand.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (endpoint, method);

    // By the table of docs/security.md, written down once more.
    private static bool MayPass(RouteEndpoint endpoint, string? caller, bool openReads)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy!).ToArray();
        return policies.Length == 0 ? caller == Role.Owner : policies.All(policy => policy switch
        {
            Doors.Read => openReads || caller is not null,
            Doors.Classify => openReads || caller is Role.Producer or Role.Owner,
            Doors.Label => caller is Role.Reviewer or Role.Owner,
            Doors.Operate => caller is Role.Operator or Role.Owner,
            Doors.Fetch or Doors.Propose => caller is Role.Operator or Role.Trainer or Role.Owner,
            Doors.BringIn => caller is Role.Trainer or Role.Owner,
            Doors.Own => caller is Role.Owner,
            _ => false,
        });
    }

    private static string Path(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name == "documentName" ? "v1" : "1",
        _ => "",
    }))));

    private static async Task<HttpResponseMessage> AskAsync(ModelStand desk, string method, string path, string? caller)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (caller is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", desk.Keys[caller]);
        }

        // The feed never ends; its headers are the answer.
        return await desk.Stand.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
