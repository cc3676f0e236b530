namespace FakeNews.Chaos.Faults;

/// <summary>The fault point of a silo's lanes is switched on for some seconds: slow, failing every other run, not a number, or hanging.</summary>
/// <param name="name">Name on the command line.</param>
/// <param name="orders">What the fault file may say, e.g. <c>slow 400</c>.</param>
public sealed class LaneFault(string name, params string[] orders) : IFault
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Program.HasFaultPoints ? null : "this build of fakenews has no fault points (build it in Debug, or with -p:FaultPoints=true)";
    }

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        var silo = await scene.TakeSiloAsync(random, cancellation);
        try
        {
            var order = orders[random.Next(orders.Length)];
            happened();
            await File.WriteAllTextAsync(silo.Place.FaultFile, order, cancellation);
            scene.Say($"lanes of {silo.Place.Name}: {order}");
            await Task.Delay(random.Seconds(3, 10), cancellation);
        }
        finally
        {
            File.Delete(silo.Place.FaultFile);
            silo.Lease.Release();
        }
    }
}
