using System.Net;
using System.Net.Sockets;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Hosting;

/// <summary>Reads the addresses that a server is told to listen on.</summary>
internal static class ListeningAddresses
{
    /// <summary>True where all of them are this machine's own.</summary>
    /// <param name="urls">Addresses separated by semicolons.</param>
    public static bool AreLoopback(string urls) => Split(urls).All(IsLoopback);

    /// <summary>Finds out before anything heavy starts that an address is taken, or is none.</summary>
    /// <exception cref="UsageException">One of them can't be listened on.</exception>
    public static void RequireFree(string urls)
    {
        foreach (var url in Split(urls))
        {
            var binding = Parse(url);
            if (binding.IsUnixPipe || binding.Port == 0 || !IPAddress.TryParse(binding.Host.Trim('[', ']') is "localhost" ? "127.0.0.1" : binding.Host.Trim('[', ']'), out var address))
            {
                continue;
            }

            try
            {
                using var probe = new TcpListener(address, binding.Port);
                probe.Start();
            }
            catch (SocketException failure)
            {
                throw new UsageException(failure.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"{url} is in use by another program; choose another address with --urls, such as --urls http://127.0.0.1:{Math.Min(65_535, binding.Port + 1)}."
                    : $"{url} can't be listened on ({failure.SocketErrorCode}); choose another address with --urls.");
            }
        }
    }

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new UsageException($"{url} is no address to listen on; write --urls http://127.0.0.1:5080.");
        }
    }

    private static bool IsLoopback(string url)
    {
        var host = Parse(url).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
