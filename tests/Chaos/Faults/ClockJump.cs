using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Faults;

/// <summary>A silo's wall clock jumps an hour forwards or back for some seconds (libfaketime), and then back again.</summary>
public sealed class ClockJump : IFault
{
    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return FakeClock.Library is null ? "libfaketime is not there (Debian: apt-get install faketime)" : scene.Program.FakesClocks ? null : "clocks are faked only where clock is among --faults";
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
            var jump = random.Next(2) == 0 ? "+3600" : "-3600";
            happened();
            FakeClock.Set(silo.Place.ClockFile, jump);
            scene.Say($"clock of {silo.Place.Name}: {jump} s");
            await Task.Delay(random.Seconds(4, 12), cancellation);
        }
        finally
        {
            FakeClock.Set(silo.Place.ClockFile, "+0");
            silo.Lease.Release();
        }
    }
}
