using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FakeNews.EndToEnd.Tests.Browser;

/// <summary>Answers as a trainer does, with what a test wants it to say.</summary>
public sealed class FakeTrainer : IDisposable
{
    private readonly HttpListener _listener = new();

    public FakeTrainer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = AnswerAsync();
    }

    public Uri Address { get; }

    /// <summary>Its state as JSON.</summary>
    public string Status { get; set; } = "{}";

    /// <summary>Bodies of the retrainings asked for.</summary>
    public List<string> Asked { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var answer = Status;
                if (context.Request.HttpMethod == "POST")
                {
                    using var reader = new StreamReader(context.Request.InputStream);
                    Asked.Add(await reader.ReadToEndAsync());
                    answer = """{"trigger":"0123456789abcdef"}""";
                }

                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
