using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FakeNews.Trainer.Service;

/// <summary>Who may ask for a retraining: whoever has the key; without a key, this machine alone, and no web page.</summary>
internal sealed class TrainerDoor(TrainerOptions options)
{
    private const string Prefix = "sha256:";

    /// <summary>Null where the request may pass; else the status and the reason.</summary>
    public (int Status, string Why)? Refuse(HttpContext context)
    {
        // A page of another site could use a visitor's browser; browsers say where they come from, programs say nothing.
        if (context.Request.Headers.Origin.Count > 0 || context.Request.Headers["Sec-Fetch-Site"].Count > 0)
        {
            return (StatusCodes.Status403Forbidden, "A web page can't do this; the silo's models page can, through the silo.");
        }

        if (options.KeyHash is not { Length: > 0 } expected)
        {
            return context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
                ? null
                : (StatusCodes.Status401Unauthorized, "This needs a key, and there is none: set Trainer:KeyHash.");
        }

        var header = context.Request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : context.Request.Headers["X-Api-Key"].ToString();
        var hash = Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return key.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(expected.ToLowerInvariant()))
            ? null
            : (StatusCodes.Status401Unauthorized, "This needs the trainer's key: send it as Authorization: Bearer KEY.");
    }
}
