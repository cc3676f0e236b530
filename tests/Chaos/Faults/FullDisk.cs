using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Faults;

/// <summary>No byte is left on the disk of a silo's state, and just then somebody brings it another model.</summary>
public sealed class FullDisk : IFault
{
    /// <inheritdoc/>
    public string Name => "full-disk";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.HasSmallDisks ? null : "a small disk can't be mounted here (needs root); read-only-state is the nearest to it";
    }

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(happened);
        var silo = await scene.TakeSiloAsync(random, cancellation);
        var folder = silo.Place.StateFolder;
        try
        {
            happened();
            SmallDisk.Fill(folder);
            scene.Say($"disk of {silo.Place.Name} is full");
            if (scene.SwapsModels)
            {
                await SwapModel.TryAsync(scene, silo, cancellation);
            }

            await Task.Delay(random.Seconds(4, 10), cancellation);
        }
        finally
        {
            SmallDisk.Free(folder);
            silo.Lease.Release();
        }
    }
}
