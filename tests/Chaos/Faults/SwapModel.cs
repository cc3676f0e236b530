using FakeNews.Chaos.Models;
using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Faults;

/// <summary>An owner imports, prepares and activates another model through a silo's own doors, while it judges, and whatever else befalls it meanwhile.</summary>
public sealed class SwapModel : IFault
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "swap";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.SwapsModels ? null : "models are swapped only between the harness's own tiny ones (leave out --model)";
    }

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        // No lease: a silo may be killed, stopped or cut off from its disk in the middle of it.
        var silo = scene.Silos[random.Next(scene.Silos.Count)];
        happened();
        await TryAsync(scene, silo, cancellation);
    }

    /// <summary>Brings a silo to a new version, or says why that was not possible.</summary>
    internal static async Task TryAsync(FaultScene scene, Silo silo, CancellationToken cancellation)
    {
        // One at a time: another's activation would tell nothing of this one's.
        await scene.SwapLease.WaitAsync(cancellation);
        try
        {
            await SwapAsync(scene, silo, cancellation);
        }
        finally
        {
            scene.SwapLease.Release();
        }
    }

    private static async Task SwapAsync(FaultScene scene, Silo silo, CancellationToken cancellation)
    {
        var registry = scene.Program.RegistryOf(silo.Place);
        var doors = new ModelDoors(silo.Place.HttpPort, scene.Program.Owner.Text);
        var package = scene.Shelf.Next();
        string? asked = null;
        try
        {
            var sha256 = await doors.ImportAsync(package, cancellation);
            scene.Shelf.Note(sha256, package);
            var (before, _) = await doors.StatusAsync(cancellation);
            var prepared = await doors.CommandAsync("prepare", sha256, before, cancellation);
            asked = sha256;
            scene.Models.Begin(registry, sha256, DateTimeOffset.UtcNow);
            await doors.CommandAsync("activate", sha256, prepared, cancellation);
            scene.CountSwap();
            var judges = await JudgesAsync(doors, sha256, cancellation);
            if (judges)
            {
                scene.Models.Only(registry, sha256, DateTimeOffset.UtcNow);
            }

            scene.Say($"{silo.Place.Name} {(judges ? "judges by" : "has activated, but has not said that it judges by")} {Path.GetFileName(package)} ({sha256[..12]})");
        }
        catch (HttpRequestException exception)
        {
            if (asked is not null && ModelDoors.IsRefusal(exception))
            {
                scene.Models.End(registry, asked, DateTimeOffset.UtcNow);
            }

            // Another fault is in the way, as it may be; whether it took effect all the same the verdicts say.
            scene.Say($"{silo.Place.Name} was not brought to {Path.GetFileName(package)}: {Short(exception.Message)}");
        }
    }

    private static string Short(string message) => message.Length <= 200 ? message : message[..200];

    private static async Task<bool> JudgesAsync(ModelDoors doors, string sha256, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Bound)
        {
            try
            {
                if ((await doors.StatusAsync(cancellation)).Active.All(active => active == sha256))
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // It is being killed or stopped; the registry's state outlives it.
            }

            await beat.WaitForNextTickAsync(cancellation);
        }

        return false;
    }
}
