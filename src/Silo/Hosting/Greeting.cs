using System.Net;
using FakeNews.Grains.Classification;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Operations;
using FakeNews.Silo.Operations;
using FakeNews.Silo.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FakeNews.Silo.Hosting;

/// <summary>Prints, once everything is ready, where things are and what to try; then has the samples replayed.</summary>
internal sealed class Greeting(
    GreetingOutput output,
    IServer server,
    IModelReadiness model,
    IngestState stream,
    KafkaConnection connection,
    DashboardDoor dashboard,
    SecurityNotice security,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    SampleReplay samples) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            await StartedAsync(stoppingToken);
            await model.WaitAsync(stoppingToken);
            await RunningAsync(stoppingToken);
            await output.Writer.WriteAsync(Text());
            await output.Writer.FlushAsync(stoppingToken);
            await samples.RunAsync(output.Writer, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before there was anything to greet.
        }
    }

    private Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task.WaitAsync(cancellationToken);
    }

    private async Task RunningAsync(CancellationToken cancellationToken)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(IngestStatus status)
        {
            if (status.Phase == IngestPhase.Running)
            {
                running.TrySetResult();
            }
        }

        stream.Changed += Look;
        try
        {
            Look(stream.Current);
            await running.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            stream.Changed -= Look;
        }
    }

    private string Text()
    {
        var page = Reachable(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? SiloApplication.DefaultUrls);
        var topics = connection.Options.Topics;
        List<string> lines =
        [
            "",
            $"FakeNews is ready. The page: {page}",
            "",
            $"  Broker     {connection.BootstrapServers}{(connection.IsEmbedded ? " (embedded)" : "")}",
            $"  Model      {model.Model?.Name} {model.Model?.Version}",
            "",
            "Send an article:",
            $"  curl -s {page}api/v1/classify -H 'content-type: application/json' -d '{{\"title\":\"A title\",\"text\":\"A text.\"}}'",
            $"  echo '{{\"title\":\"A title\",\"text\":\"A text.\"}}' | kcat -P -b {connection.BootstrapServers} -t {topics.Articles}",
            "The first is answered with its verdict. The second goes the way of the stream; the page shows it if it is flagged.",
            "",
        ];
        if (connection.IsEmbedded)
        {
            lines.Add("The embedded broker is for trying out: it keeps everything in memory and delivers at least once.");
            lines.Add("Use a Kafka of your own with --Kafka:BootstrapServers=host:9092.");
        }

        if (security.IsWarning)
        {
            lines.Add(security.Text);
        }

        if (dashboard.IsOpen)
        {
            lines.Add($"The Orleans dashboard ({page}dashboard/) is open, because this is {environment.EnvironmentName} and only to this machine.");
        }

        lines.Add("A verdict says that a text resembles writing labelled unreliable; never that it is false. Ctrl-C ends.");
        lines.Add("");
        return string.Join(Environment.NewLine, lines) + Environment.NewLine;
    }

    /// <summary>An address that can be opened from this machine: nobody can browse to 0.0.0.0.</summary>
    private static string Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host.Trim('[', ']');
        var anywhere = host is "+" or "*" || (IPAddress.TryParse(host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return anywhere ? $"{binding.Scheme}://localhost:{binding.Port}/" : $"{binding.Scheme}://{binding.Host}:{binding.Port}/";
    }
}
