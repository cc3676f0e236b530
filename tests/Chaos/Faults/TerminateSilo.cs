namespace FakeNews.Chaos.Faults;

/// <summary>SIGTERM to a silo: it must drain, commit, leave the group and end with code 0 within its bound; then a new one joins.</summary>
public sealed class TerminateSilo : IFault
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public string Name => "term";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        var silo = await scene.TakeSiloAsync(random, cancellation);
        try
        {
            happened();
            if (await silo.TerminateAsync(Bound) is not { } took)
            {
                scene.Complain($"{silo.Place.Name} did not end within {Bound.TotalSeconds} s of SIGTERM");
            }
            else if (silo.ExitCode is not 0 and var code)
            {
                scene.Complain($"{silo.Place.Name} ended with code {code} after SIGTERM");
            }
            else
            {
                scene.Say(FormattableString.Invariant($"{silo.Place.Name} drained and ended in {took.TotalSeconds:F1} s"));
            }

            await Task.Delay(random.Seconds(0, 3), cancellation);
            await scene.StartAsync(silo, cancellation);
        }
        finally
        {
            silo.Lease.Release();
        }
    }
}
