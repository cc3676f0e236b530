using FakeNews.Silo.Api;

namespace FakeNews.Silo.Security;

/// <summary>
/// Keeps other sites' pages from using a visitor's browser to change something here: a browser says where a request comes from (Sec-Fetch-Site, W3C Fetch
/// Metadata; Origin), and a page can't forge it. Programs send neither, and are not concerned.
/// </summary>
internal static class CrossSiteGuard
{
    /// <summary>Refuses requests of other sites that are not mere looking.</summary>
    public static void UseCrossSiteGuard(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || IsOwn(request)
            ? next(context)
            : Problems.Of(StatusCodes.Status403Forbidden, "cross-site", "Another site's page can't do this.").ExecuteAsync(context);
    });

    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => true,
        "" => request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
