using System.Collections.Immutable;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Swap;

/// <summary>Brings a model from the store onto every device of this silo, one model at a time.</summary>
internal sealed class ModelPreparation(
    IPackageStore store,
    LocalDevices devices,
    IBatchPolicy policy,
    IOptions<ModelsOptions> models,
    IOptions<BatcherOptions> batching,
    IOptions<RegistryOptions> registry,
    ILocalSiloDetails silo) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly AsideThread _thread = new("models");

    /// <summary>Fetches, verifies, loads, checks and warms a model.</summary>
    /// <param name="model">Which.</param>
    /// <param name="aside">True while another model judges: the work gives way to it.</param>
    /// <param name="cancellationToken">Stops the work; nothing stays loaded.</param>
    /// <exception cref="PreparationException">Devices can't run it; they are named.</exception>
    public async Task<ModelSnapshot> RunAsync(ModelIdentity model, bool aside, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await _thread.RunAsync(aside ? registry.Value.LoadNice : 0, () => Prepare(model, cancellationToken));
        }
        finally
        {
            // Vocabularies, tries and the texts they were checked with are large arrays that the runtime would let lie until a budget of tens of megabytes is used up,
            // a little more after each model. Collected here and not when the old model goes: that is the moment of the swap. It runs beside everything else.
            if (aside)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            }

            _one.Release();
        }
    }

    /// <summary>Takes a model off every device and gives its memory back, after whatever is being prepared.</summary>
    public Task FreeAsync(ModelIdentity model)
    {
        devices.Unload(model);
        return _thread.RunAsync(0, static () =>
        {
            NativeHeap.Trim();
            return true;
        });
    }

    public void Dispose()
    {
        _thread.Dispose();
        _one.Dispose();
    }

    private ModelSnapshot Prepare(ModelIdentity model, CancellationToken cancellationToken)
    {
        var (snapshot, golden) = Read(model);
        var shapes = policy.WarmUpShapes(snapshot.Manifest.MaximumTokens);
        List<DeviceFault> faults = [];
        foreach (var device in devices.All)
        {
            try
            {
                DevicePreparation.Run(device, snapshot, golden, shapes, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                devices.Unload(model);
                throw;
            }
            // Whatever a device can't do, native or managed, is its reason.
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                faults.Add(new($"{silo.Name}/{device.Description.Name}", Unplaced(e.Message, snapshot.Package)));
            }
        }

        if (faults.Count > 0)
        {
            devices.Unload(model);
            throw new PreparationException([.. faults]);
        }

        return snapshot;
    }

    // ONNX Runtime names the file it could not load; the reason is shown to whoever asked, and the store's place is not.
    private static string Unplaced(string reason, ModelPackage? package) =>
        package is null ? reason : reason.Replace(package.Folder, package.Identity.Sha256[..12], StringComparison.Ordinal);

    private (ModelSnapshot Snapshot, ImmutableArray<GoldenExample> Golden) Read(ModelIdentity model)
    {
        ModelPackage? package = null;
        try
        {
            package = store.Open(model.Sha256);
            var snapshot = ModelSnapshot.Load(package, models.Value.Precision);
            BatchPolicies.RequireRoomFor(snapshot.Manifest.MaximumTokens, batching.Value, devices.HasAccelerator);
            var golden = GoldenExamples.Read(snapshot);
            return (snapshot, golden[..Math.Min(models.Value.GoldenAtStart, golden.Length)]);
        }
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new PreparationException([new(silo.Name, Unplaced(e.Message, package))], e);
        }
    }
}
