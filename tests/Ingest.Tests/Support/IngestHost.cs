using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>The Kafka side of one silo, as registered in the product, with a judge of the test's.</summary>
internal sealed class IngestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private IngestHost(ServiceProvider services) => _services = services;

    /// <summary>The moves of partitions so far.</summary>
    public (string What, int Count)[] Moves => _services.GetRequiredService<RebalanceLog>().Moves;

    public KafkaConnection Connection => _services.GetRequiredService<KafkaConnection>();

    public IngestState State => _services.GetRequiredService<IngestState>();

    public DeadLetterLog Letters => _services.GetRequiredService<DeadLetterLog>();

    public LetterReplay LetterReplay => _services.GetRequiredService<LetterReplay>();

    public TopicNames Topics => Connection.Options.Topics;

    /// <summary>Registers everything and starts nothing.</summary>
    public static IngestHost Create(IArticleJudge judge, string silo, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(setting => KeyValuePair.Create("Kafka:" + setting.Key, (string?)setting.Last().Value)))
            .Build();
        var moves = new RebalanceLog();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(moves)).AddSingleton(moves).AddSingleton(judge).AddSingleton(new IngestIdentity(silo)).AddIngest(configuration);
        return new IngestHost(services.BuildServiceProvider());
    }

    /// <summary>Registers and starts; returns when a partition is assigned.</summary>
    public static async Task<IngestHost> StartAsync(IArticleJudge judge, string silo, params (string Name, string Value)[] settings)
    {
        var host = Create(judge, silo, settings);
        await host.StartAsync();
        await host.When(status => status.Partitions.Length > 0);
        return host;
    }

    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the state fulfils a condition.</summary>
    public async Task<IngestStatus> When(Func<IngestStatus, bool> condition, int seconds = 40)
    {
        var met = new TaskCompletionSource<IngestStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(IngestStatus status)
        {
            if (condition(status))
            {
                met.TrySetResult(status);
            }
        }

        State.Changed += Look;
        try
        {
            Look(State.Current);
            return await met.Task.WaitAsync(TimeSpan.FromSeconds(seconds), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The condition was not met; the state is {State.Current}.");
        }
        finally
        {
            State.Changed -= Look;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}
