using System.Net;

namespace FakeNews.Silo.Security;

/// <summary>Whether everything is open without a key: only in Development, only to this machine, and only while there are no keys.</summary>
internal sealed class LocalAccess(KeyRing keys, IHostEnvironment environment)
{
    /// <summary>True where somebody could come in without a key at all.</summary>
    public bool IsOpen => keys.IsEmpty && environment.IsDevelopment();

    /// <summary>True for a request that comes straight from this machine. One that a proxy passes on comes from somewhere else.</summary>
    public bool Admits(HttpContext context) => IsOpen
        && context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && IsLoopbackName(context.Request.Host.Host);

    // A web page elsewhere can make its own name mean this machine; what it can't do is make the browser send another name.
    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
