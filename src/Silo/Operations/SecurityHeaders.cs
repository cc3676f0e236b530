namespace FakeNews.Silo.Operations;

/// <summary>Headers that keep a hostile title from becoming more than text, on every answer.</summary>
internal static class SecurityHeaders
{
    private const string Strict =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // The dashboard and the API reference are other people's pages: they style themselves in line. The reference's own scripts carry a nonce.
    private const string Styled =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        // At the last moment: a handler of exceptions clears what was set before.
        context.Response.OnStarting(static state => Add((HttpContext)state), context);
        return next(context);
    });

    /// <summary>The policy of the API reference, whose script has a nonce.</summary>
    public static void AllowNonce(HttpResponse response, string nonce) =>
        response.Headers.ContentSecurityPolicy = Styled.Replace("script-src 'self'", $"script-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal);

    private static Task Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/dashboard") ? Styled : Strict;
        }

        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
