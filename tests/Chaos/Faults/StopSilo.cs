using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Faults;

/// <summary>SIGSTOP to a silo until after its session has timed out, then SIGCONT: what it goes on with is a zombie's work and must be refused.</summary>
public sealed class StopSilo : IFault
{
    /// <inheritdoc/>
    public string Name => "stop";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        var silo = await scene.TakeSiloAsync(random, cancellation);
        try
        {
            happened();
            silo.Signal(Signals.Stop);
            await Task.Delay(scene.SessionTimeout + random.Seconds(1, 12), cancellation);
        }
        finally
        {
            silo.Signal(Signals.Continue);
            silo.Lease.Release();
        }
    }
}
