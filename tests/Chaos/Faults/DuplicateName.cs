using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Faults;

/// <summary>A second process under a silo's name: it is refused, or it fences the first; they never both judge.</summary>
public sealed class DuplicateName : IFault
{
    /// <inheritdoc/>
    public string Name => "duplicate-name";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => null;

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(happened);
        var silo = await scene.TakeSiloAsync(random, cancellation);
        var ports = FreePorts.Take(3);
        var place = silo.Place with { Folder = silo.Place.Folder + "-double", HttpPort = ports[0], SiloPort = ports[1], GatewayPort = ports[2] };
        using var second = new Silo(place, scene.Program);
        try
        {
            happened();
            // Its folder is its own, and so is its registry, which begins with the first model.
            scene.Models.Begin(place.Folder, scene.FirstModel, DateTimeOffset.UtcNow);
            second.Start();
            var ready = await second.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), cancellation);
            await Task.Delay(random.Seconds(2, 8), cancellation);
            scene.Say($"a second {place.Name} was {(ready ? "ready" : "never ready")}, and {(second.IsRunning ? "still runs" : $"ended with code {second.ExitCode}")}");
        }
        finally
        {
            await second.KillAsync();
            scene.Models.End(place.Folder, scene.FirstModel, DateTimeOffset.UtcNow);
            silo.Lease.Release();
        }
    }
}
