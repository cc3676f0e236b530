using System.Net;
using System.Security.Cryptography;
using System.Text;
using FakeNews.Silo.Api;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Operations;

/// <summary>Lets those in to <c>/dashboard</c> who have the key; in Development without a key, those on this machine.</summary>
internal sealed class DashboardDoor(IOptions<DashboardOptions> options, IHostEnvironment environment)
{
    private readonly byte[]? _expected = options.Value.Key is { Length: > 0 } key ? SHA256.HashData(Encoding.UTF8.GetBytes(key)) : null;

    /// <summary>True where somebody could come in at all.</summary>
    public bool Exists => _expected is not null || environment.IsDevelopment();

    /// <summary>True where nobody needs a key: Development, on this machine, no key set.</summary>
    public bool IsOpen => _expected is null && environment.IsDevelopment();

    /// <summary>The middleware.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (_expected is null)
        {
            if (environment.IsDevelopment() && IsThisMachine(context.Connection))
            {
                await next(context);
                return;
            }

            await Problems.Of(StatusCodes.Status404NotFound, "no-such-resource", "The dashboard is closed; set Dashboard:Key to open it.").ExecuteAsync(context);
            return;
        }

        if (Presented(context.Request) is { } presented && CryptographicOperations.FixedTimeEquals(SHA256.HashData(presented), _expected))
        {
            await next(context);
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"FakeNews dashboard\", charset=\"UTF-8\"";
        await Problems.Of(StatusCodes.Status401Unauthorized, "key-needed", "The dashboard asks for the key of Dashboard:Key as the password.").ExecuteAsync(context);
    }

    private static bool IsThisMachine(ConnectionInfo connection) => connection.RemoteIpAddress is null || IPAddress.IsLoopback(connection.RemoteIpAddress);

    /// <summary>The password of Basic, or the token of Bearer.</summary>
    private static byte[]? Presented(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetBytes(header[7..].Trim());
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var decoded = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), decoded, out var length))
        {
            return null;
        }

        var colon = decoded.AsSpan(0, length).IndexOf((byte)':');
        return colon < 0 ? null : decoded[(colon + 1)..length];
    }
}
