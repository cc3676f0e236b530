using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using FakeNews.Grains.Classification;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(WorkerProcess.Startup))]

namespace FakeNews.Ingest.Tests.Support;

/// <summary>The Kafka side of a silo in a process of its own, so that it can be killed, stopped and woken: this test program, started again with an order in its environment.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Order = "FAKENEWS_INGEST_WORKER";
    private readonly Process _process;

    public WorkerProcess(string silo, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var order = settings.GroupBy(setting => setting.Name).ToDictionary(setting => setting.Key, setting => setting.Last().Value);
        order["Silo"] = silo;
        start.Environment[Order] = JsonSerializer.Serialize(order);
        _process = Process.Start(start)!;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal by name, e.g. <c>STOP</c> or <c>CONT</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    /// <summary>Works where there is an order, before any test is looked for.</summary>
    public sealed class Startup : ITestPipelineStartup
    {
        public async ValueTask StartAsync(IMessageSink diagnosticMessageSink)
        {
            if (Environment.GetEnvironmentVariable(Order) is not { Length: > 0 } order)
            {
                return;
            }

            var settings = JsonSerializer.Deserialize<Dictionary<string, string>>(order)!;
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{KafkaOptions.Section}:{setting.Key}", (string?)setting.Value)))
                .Build();
            using var services = new ServiceCollection().AddLogging()
                .AddSingleton<IArticleJudge>(new SlowJudge()).AddSingleton(new IngestIdentity(settings["Silo"])).AddIngest(configuration).BuildServiceProvider();
            foreach (var service in services.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
            }

            // Lives until it is killed or the test that started it is gone.
            await Task.Run(Console.In.ReadToEnd);
            Environment.Exit(0);
        }

        public ValueTask StopAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Slow enough to be killed in the middle.</summary>
    private sealed class SlowJudge : IArticleJudge
    {
        private readonly HeldJudge _judge = new();

        public async Task<ImmutableArray<Judgement>> JudgeAsync(ImmutableArray<Submission> submissions, CancellationToken cancellationToken)
        {
            await Task.Delay(20, cancellationToken);
            return await _judge.JudgeAsync(submissions, cancellationToken);
        }
    }
}
