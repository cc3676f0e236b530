using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using FakeNews.Grains.Batching;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Swap;

/// <summary>
/// Loads a model onto a device beside the one that judges, on the calling thread and off the device's lanes, and checks it: it can read its own vocabulary,
/// it reproduces its golden examples, and it runs every shape. Batches find it only after that.
/// </summary>
internal static class DevicePreparation
{
    private const int ShortestRun = 3;

    /// <summary>Prepares a model on a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="snapshot">The model.</param>
    /// <param name="golden">The golden examples it must reproduce.</param>
    /// <param name="shapes">The shapes it must have run.</param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <exception cref="ModelPackageException">The device can't run the model as its trainer did.</exception>
    public static void Run(
        InferenceDevice device, ModelSnapshot snapshot, ImmutableArray<GoldenExample> golden, ImmutableArray<BatchShape> shapes, CancellationToken cancellationToken) =>
        device.Load(snapshot.Identity, snapshot.GraphPath, loaded =>
        {
            var lane = loaded.Rent();
            try
            {
                Read(lane, snapshot);
                foreach (var example in golden)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Compare(example, Run(lane, TokenBatch.Pack(snapshot.Identity.Sha256, example.Ids.Length, [Pack(example.Ids)])));
                }

                foreach (var shape in shapes)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _ = Run(lane, TokenBatch.Blank(snapshot.Identity.Sha256, shape.Rows, shape.Length));
                }
            }
            catch
            {
                lane.Dispose();
                throw;
            }

            loaded.Return(lane);
        });

    // A vocabulary that is larger than the graph's embedding would otherwise fail on the first article with a rare word.
    private static void Read(ILaneSession lane, ModelSnapshot snapshot)
    {
        var row = new byte[ShortestRun * sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(row.AsSpan(sizeof(ushort)), (ushort)(snapshot.VocabularySize - 1));
        try
        {
            _ = Run(lane, TokenBatch.Pack(snapshot.Identity.Sha256, ShortestRun, [row]));
        }
        catch (Exception e)
        {
            throw new ModelPackageException($"The graph can't read the {snapshot.VocabularySize} pieces of its own vocabulary: {e.Message}", e);
        }
    }

    private static float[] Run(ILaneSession lane, TokenBatch batch)
    {
        var logits = new float[batch.Rows * TokenBatch.Classes];
        lane.Run(batch, logits);
        return Array.TrueForAll(logits, float.IsFinite) ? logits : throw new NonFiniteLogitsException();
    }

    private static byte[] Pack(ImmutableArray<int> ids) => MemoryMarshal.AsBytes(ids.Select(id => (ushort)id).ToArray().AsSpan()).ToArray();

    private static void Compare(GoldenExample example, float[] logits)
    {
        var difference = Math.Max(Math.Abs(example.Logits[0] - logits[0]), Math.Abs(example.Logits[1] - logits[1]));
        var tolerance = example.Tolerance ?? GoldenExample.DefaultTolerance;
        if (!(difference <= tolerance))
        {
            throw new ModelPackageException(string.Create(CultureInfo.InvariantCulture,
                $"A logit differs from its golden example by {difference:g3}; {tolerance:g3} is allowed."));
        }
    }
}
