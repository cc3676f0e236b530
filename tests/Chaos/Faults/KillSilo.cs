namespace FakeNews.Chaos.Faults;

/// <summary>SIGKILL to a silo; it is started again some seconds later.</summary>
public sealed class KillSilo : IFault
{
    /// <inheritdoc/>
    public string Name => "kill";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        var silo = await scene.TakeSiloAsync(random, cancellation);
        try
        {
            happened();
            await silo.KillAsync();
            await Task.Delay(random.Seconds(0, 8), cancellation);
            await scene.StartAsync(silo, cancellation);
        }
        finally
        {
            silo.Lease.Release();
        }
    }
}
