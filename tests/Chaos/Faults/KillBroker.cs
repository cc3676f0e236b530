using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Faults;

/// <summary>SIGKILL to a broker node, any one, or the one that coordinates a silo's transactions; it is started again some seconds later.</summary>
/// <param name="coordinator">True for the coordinator.</param>
public sealed class KillBroker(bool coordinator) : IFault
{
    /// <inheritdoc/>
    public string Name => coordinator ? "coordinator-kill" : "broker-kill";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return coordinator && scene.Brokers.Count == 1 ? "a single node is its own coordinator: broker-kill is the same" : null;
    }

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        await scene.BrokerLease.WaitAsync(cancellation);
        try
        {
            var silo = scene.Silos[random.Next(scene.Silos.Count)];
            var any = random.Next(scene.Brokers.Count) + 1;
            var node = coordinator ? scene.Operator.CoordinatorOf(silo.Place.Name) ?? any : any;
            happened();
            scene.Brokers.Signal(node, Signals.Kill);
            scene.Say($"node {node} is killed");
            await Task.Delay(scene.Brokers.Count == 1 ? random.Seconds(0, 3) : random.Seconds(2, 10), cancellation);
            await scene.Brokers.StartAgainAsync(node, cancellation);
            await scene.Operator.WaitInSyncAsync(TimeSpan.FromSeconds(60), cancellation);
        }
        finally
        {
            scene.BrokerLease.Release();
        }
    }
}
