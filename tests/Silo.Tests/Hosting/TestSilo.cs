using System.Net;
using FakeNews.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeNews.Silo.Tests.Hosting;

/// <summary>A bare silo on real sockets, with the product's TLS; the first is the primary that keeps the membership.</summary>
internal sealed class TestSilo : ILoggerProvider, ILogger, IAsyncDisposable
{
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IHost _host;

    public TestSilo(string name, int port, int primary, ClusterTlsOptions tls) => _host = new HostBuilder()
        .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(this))
        .UseOrleans(silo =>
        {
            silo.Configure<Orleans.Configuration.SiloOptions>(options => options.SiloName = name);
            silo.UseLocalhostClustering(port, 0, new IPEndPoint(IPAddress.Loopback, primary), "tls", "tls");
            silo.UseTls(tls);
        })
        .Build();

    /// <summary>Completes when this silo has refused a connection for its certificate, or for having none.</summary>
    public Task Refused => _refused.Task;

    public Task StartAsync(CancellationToken stop) => _host.StartAsync(stop);

    /// <summary>The active silos' names, as the membership has them.</summary>
    public async Task<string[]> ActiveAsync()
    {
        var hosts = await _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true);
        return [.. hosts.Select(host => host.SiloName).Order(StringComparer.Ordinal)];
    }

    public ILogger CreateLogger(string categoryName) => categoryName.Contains("TlsServer", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains("Authentication failed", StringComparison.Ordinal))
        {
            _refused.TrySetResult();
        }
    }

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        // One that never joined can't leave in order.
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _host.StopAsync(bound.Token).WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
