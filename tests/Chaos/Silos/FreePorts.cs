using System.Net;
using System.Net.Sockets;

namespace FakeNews.Chaos.Silos;

/// <summary>Finds ports that nothing listens on.</summary>
public static class FreePorts
{
    /// <summary>So many different ports.</summary>
    public static int[] Take(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }
}
