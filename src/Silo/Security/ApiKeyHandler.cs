using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using FakeNews.Silo.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Security;

/// <summary>
/// The authentication scheme of API keys: <c>Authorization: Bearer KEY</c>, <c>X-Api-Key: KEY</c>, or Basic with the key as the password, which a browser can ask
/// for. Another scheme (OpenID Connect) can stand beside it: policies ask for roles, not for where they come from.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyRing keys, LocalAccess local)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>Who comes from this machine without a key, in Development.</summary>
    public const string LocalName = "local";

    private const string Header = "X-Api-Key";
    private const int LongestKey = 512;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A browser that asks for a page can ask its user; a script gets a scheme that opens no dialog.
        var page = HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        Response.Headers.WWWAuthenticate = page ? "Basic realm=\"FakeNews\", charset=\"UTF-8\"" : "Bearer realm=\"FakeNews\"";
        return Problems.Of(
            StatusCodes.Status401Unauthorized,
            "key-needed",
            keys.IsEmpty ? "This needs an API key, and there is none: make one with fakenews keys new and put its hash under Security:Keys."
            : Presented() is null ? "This needs an API key: send it as Authorization: Bearer KEY."
            : "This API key is unknown or has expired.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Of(
        StatusCodes.Status403Forbidden,
        "role-needed",
        "This API key has not the role that this needs; docs/security.md lists them.").ExecuteAsync(Context);

    private AuthenticateResult Authenticate()
    {
        if (Presented() is not { } presented)
        {
            return local.Admits(Context) ? AuthenticateResult.Success(Ticket(LocalName, Role.All)) : AuthenticateResult.NoResult();
        }

        return presented.Length <= LongestKey && keys.Find(presented) is { } key
            ? AuthenticateResult.Success(Ticket(key.Name, key.Roles))
            : AuthenticateResult.Fail("The API key is unknown or has expired.");
    }

    private AuthenticationTicket Ticket(string name, IEnumerable<string> roles) => new(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), .. roles.Select(static role => new Claim(ClaimTypes.Role, role))], Scheme.Name, ClaimTypes.Name, ClaimTypes.Role)),
        Scheme.Name);

    private string? Presented()
    {
        if (Request.Headers[Header].ToString() is { Length: > 0 } named)
        {
            return named;
        }

        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || header.Length > 4 * LongestKey)
        {
            return null;
        }

        var decoded = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), decoded, out var length) && decoded.AsSpan(0, length).IndexOf((byte)':') is >= 0 and var colon
            ? Encoding.UTF8.GetString(decoded, colon + 1, length - colon - 1)
            : null;
    }
}
