using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Faults;

/// <summary>SIGKILL to a broker node, any one, or the one that coordinates a silo's transactions; it is started again some seconds later.</summary>
/// <param name="coordinator">True for the coordinator.</param>
public sealed class KillBroker(bool coordinator) : IFault
{
    // A node that comes back has read its groups' histories by then.
    private static readonly TimeSpan HistoryRead = TimeSpan.FromSeconds(10);

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
            await StartAgainAsync(scene, node, cancellation);
            await scene.Operator.WaitInSyncAsync(TimeSpan.FromSeconds(60), cancellation);
        }
        finally
        {
            scene.BrokerLease.Release();
        }
    }

    /// <summary>Starts the node; a single one that comes back with half a group is restarted, as an operator would who reads its log (docs/reliability.md).</summary>
    private static async Task StartAgainAsync(FaultScene scene, int node, CancellationToken cancellation)
    {
        while (true)
        {
            var since = scene.Brokers.LogEnd(node);
            await scene.Brokers.StartAgainAsync(node, cancellation);
            if (scene.Brokers.Count > 1)
            {
                return;
            }

            await Task.Delay(HistoryRead, cancellation);
            if (!await scene.Brokers.HasReadGroupTwiceAsync(node, since, cancellation))
            {
                return;
            }

            scene.CountRestart();
            scene.Say($"node {node} has read the group's history twice at once; it is restarted");
            scene.Brokers.Signal(node, Signals.Kill);
            await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
        }
    }
}
