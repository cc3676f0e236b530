namespace FakeNews.Chaos.Faults;

/// <summary>
/// An operator sets the group back by some articles. While silos run, Kafka must refuse; with all silos stopped it does it, and exactly the articles set back
/// must be judged once more.
/// </summary>
public sealed class ResetGroup : IFault
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public string Name => "group-reset";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        // In one order everywhere, so that two faults never wait for each other.
        foreach (var silo in scene.Silos)
        {
            await silo.Lease.WaitAsync(cancellation);
        }

        await scene.BrokerLease.WaitAsync(cancellation);
        try
        {
            var back = random.Next(1, 200);
            happened();
            if (await scene.Operator.TrySetBackAsync(back) is { } wrong)
            {
                scene.Complain($"the group was set back while silos were its members ({wrong.Count} partitions)");
            }

            await Task.WhenAll(scene.Silos.Select(silo => silo.TerminateAsync(Bound)));
            var again = await SetBackAsync(scene, back, cancellation);
            foreach (var order in again)
            {
                scene.Again.Add(order);
            }

            scene.Say($"the group was set back by up to {back} articles on {again.Count} partitions");
            await Task.WhenAll(scene.Silos.Select(silo => scene.StartAsync(silo, cancellation)));
        }
        finally
        {
            scene.BrokerLease.Release();
            foreach (var silo in scene.Silos)
            {
                silo.Lease.Release();
            }
        }
    }

    /// <summary>A member that was killed is in the group until its session ends.</summary>
    private static async Task<IReadOnlyList<Auditing.OrderedAgain>> SetBackAsync(FaultScene scene, int back, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Bound)
        {
            if (await scene.Operator.TrySetBackAsync(back) is { } again)
            {
                return again;
            }

            await beat.WaitForNextTickAsync(cancellation);
        }

        return [];
    }
}
