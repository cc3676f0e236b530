using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Confluent.Kafka;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Browser;

/// <summary><c>fakenews serve</c> as a process of its own, with its embedded broker and a tiny model.</summary>
public sealed partial class FakeNewsProcess : IAsyncDisposable
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly TinyModel _model;
    private readonly IProducer<string, string> _producer;

    private FakeNewsProcess(Process process, TinyModel model, Uri page, string broker)
    {
        (_process, _model, Page, Broker) = (process, model, page, broker);
        _producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = broker, LingerMs = 0 }).SetLogHandler(static (_, _) => { }).Build();
    }

    /// <summary>The page's address.</summary>
    public Uri Page { get; }

    /// <summary>The embedded broker's address.</summary>
    public string Broker { get; }

    /// <summary>Starts it on a free port and waits for its greeting.</summary>
    /// <param name="settings">More settings, as <c>--Section:Key=value</c>.</param>
    public static async Task<FakeNewsProcess> StartAsync(params string[] settings)
    {
        var model = TinyModel.Write();
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fakenews.exe" : "fakenews"))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = model.Folder,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            },
        };
        foreach (var argument in (string[])["serve", "--urls", "http://127.0.0.1:0", $"--Models:Package={model.Folder}", "--Samples:Replay=false", .. settings])
        {
            process.StartInfo.ArgumentList.Add(argument);
        }

        var said = new StringBuilder();
        var greeted = new TaskCompletionSource<(Uri Page, string Broker)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Uri? page = null;
        process.OutputDataReceived += (_, line) =>
        {
            said.AppendLine(line.Data);
            if (line.Data is not null && PageLine().Match(line.Data) is { Success: true } found)
            {
                page = new Uri(found.Groups[1].Value);
            }

            if (line.Data is not null && page is not null && BrokerLine().Match(line.Data) is { Success: true } broker)
            {
                greeted.TrySetResult((page, broker.Groups[1].Value));
            }
        };
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => greeted.TrySetException(new InvalidOperationException($"fakenews ended with {process.ExitCode}: {said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var (address, bootstrap) = await greeted.Task.WaitAsync(_bound);
            return new FakeNewsProcess(process, model, address, bootstrap);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            model.Dispose();
            throw;
        }
    }

    /// <summary>Puts an article on the input topic.</summary>
    public Task SendAsync(object article) => _producer.ProduceAsync(
        "news.articles", new Message<string, string> { Key = Guid.NewGuid().ToString("N"), Value = System.Text.Json.JsonSerializer.Serialize(article) });

    /// <summary>Puts a label on the labels' topic, as anybody may.</summary>
    public Task SendLabelAsync(string key, object label) => _producer.ProduceAsync(
        "news.labels", new Message<string, string> { Key = key, Value = System.Text.Json.JsonSerializer.Serialize(label) });

    public async ValueTask DisposeAsync()
    {
        _producer.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _model.Dispose();
    }

    [GeneratedRegex(@"The page: (http://\S+)")]
    private static partial Regex PageLine();

    [GeneratedRegex(@"^\s+Broker\s+(\S+)")]
    private static partial Regex BrokerLine();
}
