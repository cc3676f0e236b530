using System.Collections.Immutable;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Devices;

/// <summary>The devices of this silo, and what is loaded onto them.</summary>
internal sealed class LocalDevices : IDisposable
{
    public LocalDevices(IOptions<DevicesOptions> options, IInferenceRuntime runtime, TimeProvider time)
    {
        Descriptions = DeviceInventory.Discover(options.Value);
        All = [.. Descriptions.Select(description => new InferenceDevice(description, runtime, options.Value.RunDeadline, time))];
    }

    public ImmutableArray<DeviceDescription> Descriptions { get; }

    public ImmutableArray<InferenceDevice> All { get; }

    public InferenceDevice? Find(string name) => All.FirstOrDefault(device => device.Description.Name == name);

    /// <summary>Whether runs go to a GPU.</summary>
    public bool HasAccelerator => Descriptions[0].Kind != DeviceKind.Cpu;

    /// <summary>Prepares a model on every device, beside those already there: loads it, warms it, and has it reproduce golden examples.</summary>
    /// <exception cref="ModelPackageException">A device can't run the model as its trainer did; nothing of it stays loaded.</exception>
    public async Task PrepareAsync(ModelSnapshot snapshot, IBatchPolicy policy, int goldenExamples)
    {
        try
        {
            await Task.WhenAll(All.Select(device => Task.Run(() => device.Load(snapshot.Identity, snapshot.GraphPath))));
            var golden = GoldenExamples.Read(snapshot);
            foreach (var device in All)
            {
                await CheckVocabularyAsync(device, snapshot);
                await GoldenCheck.RunAsync(device, snapshot.Identity, golden[..Math.Min(goldenExamples, golden.Length)]);
                await device.WarmUpAsync(snapshot.Identity.Sha256, policy.WarmUpShapes(snapshot.Manifest.MaximumTokens));
            }
        }
        catch
        {
            Unload(snapshot.Identity);
            throw;
        }
    }

    /// <summary>Takes a model off every device.</summary>
    public void Unload(ModelIdentity identity)
    {
        foreach (var device in All)
        {
            device.Unload(identity.Sha256);
        }
    }

    public void Dispose()
    {
        foreach (var device in All)
        {
            device.Dispose();
        }
    }

    // A vocabulary that is larger than the graph's embedding would otherwise fail on the first article with a rare word.
    private static async Task CheckVocabularyAsync(InferenceDevice device, ModelSnapshot snapshot)
    {
        var row = new byte[3 * sizeof(ushort)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(row.AsSpan(sizeof(ushort)), (ushort)(snapshot.VocabularySize - 1));
        try
        {
            await device.RunAsync(TokenBatch.Pack(snapshot.Identity.Sha256, 3, [row]));
        }
        catch (Exception e) when (e is not ModelAbsentException and not RunDeadlineException)
        {
            throw new ModelPackageException(
                $"The graph of {snapshot.Identity.Name} {snapshot.Identity.Version} can't read the {snapshot.VocabularySize} pieces of its own vocabulary on {device.Description.Name}: {e.Message}", e);
        }
    }
}
