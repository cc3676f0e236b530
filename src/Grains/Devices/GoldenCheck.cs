using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Devices;

/// <summary>Has a device reproduce what the trainer's own network computed.</summary>
internal static class GoldenCheck
{
    /// <summary>Runs the examples, as many at a time as the device has lanes.</summary>
    /// <returns>The largest absolute difference of a logit.</returns>
    /// <exception cref="ModelPackageException">A logit differs by more than its example's tolerance.</exception>
    public static async Task<double> RunAsync(InferenceDevice device, ModelIdentity identity, ImmutableArray<GoldenExample> examples)
    {
        var largest = 0.0;
        foreach (var some in examples.Chunk(device.Description.Lanes))
        {
            var results = await Task.WhenAll(some.Select(example => device.RunAsync(TokenBatch.Pack(identity.Sha256, example.Ids.Length, [Pack(example.Ids)]))));
            for (var i = 0; i < some.Length; i++)
            {
                largest = Math.Max(largest, Compare(some[i], results[i], device, identity));
            }
        }

        return largest;
    }

    private static byte[] Pack(ImmutableArray<int> ids) => MemoryMarshal.AsBytes(ids.Select(id => (ushort)id).ToArray().AsSpan()).ToArray();

    private static double Compare(GoldenExample example, float[] logits, InferenceDevice device, ModelIdentity identity)
    {
        var difference = Math.Max(Math.Abs(example.Logits[0] - logits[0]), Math.Abs(example.Logits[1] - logits[1]));
        var tolerance = example.Tolerance ?? GoldenExample.DefaultTolerance;
        return difference <= tolerance
            ? difference
            : throw new ModelPackageException(string.Create(CultureInfo.InvariantCulture,
                $"{identity.Name} {identity.Version} computes on {device.Description.Name} a logit that differs from its golden example by {difference:g3}; {tolerance:g3} is allowed."));
    }
}
