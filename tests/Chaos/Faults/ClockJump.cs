using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Faults;

/// <summary>
/// A silo's wall clock jumps an hour. Ahead it stays there until the silo's next start. Set back, the silo is restarted afterwards, as an operator does: the client
/// library waits by the wall clock, and a wait that was under way takes an hour longer.
/// </summary>
public sealed class ClockJump(string name, string jump, bool restarts) : IFault
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return FakeClock.Library is null ? "libfaketime is not there (Debian: apt-get install libfaketime)" : scene.Program.FakesClocks ? null : "clocks are faked only where a clock is among --faults";
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
            happened();
            FakeClock.Set(silo.Place.ClockFile, jump);
            scene.Say($"clock of {silo.Place.Name}: {jump} s");
            await Task.Delay(random.Seconds(4, 12), cancellation);
            if (restarts)
            {
                if (await silo.TerminateAsync(Bound) is null)
                {
                    scene.Say($"{silo.Place.Name} with its clock set back did not end within {Bound.TotalSeconds} s of SIGTERM, and was killed");
                }

                await scene.StartAsync(silo, cancellation);
            }
        }
        finally
        {
            silo.Lease.Release();
        }
    }
}
