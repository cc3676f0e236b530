using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Faults;

/// <summary>SIGSTOP to a broker node for some seconds: connections stay open and nothing answers.</summary>
public sealed class PauseBroker : IFault
{
    /// <inheritdoc/>
    public string Name => "broker-pause";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        await scene.BrokerLease.WaitAsync(cancellation);
        var node = random.Next(scene.Brokers.Count) + 1;
        try
        {
            happened();
            scene.Brokers.Signal(node, Signals.Stop);
            scene.Say($"node {node} stands still");
            try
            {
                await Task.Delay(random.Seconds(2, 14), cancellation);
            }
            finally
            {
                scene.Brokers.Signal(node, Signals.Continue);
            }

            await scene.Operator.WaitInSyncAsync(TimeSpan.FromSeconds(60), cancellation);
        }
        finally
        {
            scene.BrokerLease.Release();
        }
    }
}
