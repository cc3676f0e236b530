using FakeNews.Trainer.Networks;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>Runs a network over many samples without gradients.</summary>
public static class Predictor
{
    private const int BatchTokens = 4096;

    /// <summary>Logits [fake, real] of each sample, in the samples' order.</summary>
    public static float[][] Logits(IClassifierNetwork network, IReadOnlyList<Sample> samples, Device device)
    {
        var logits = new float[samples.Count][];
        var byLength = Enumerable.Range(0, samples.Count).OrderBy(i => samples[i].Ids.Length).ToArray();
        using var frozen = no_grad();
        for (var start = 0; start < byLength.Length;)
        {
            var rows = Math.Max(1, Math.Min(64, BatchTokens / samples[byLength[start]].Ids.Length));
            var batch = byLength.AsSpan(start, Math.Min(rows, byLength.Length - start)).ToArray();
            using var scope = NewDisposeScope();
            var input = Batch.Of([.. batch.Select(i => samples[i])], network.PaddingId, device);
            var output = network.Forward(input.Ids, input.Mask).cpu().data<float>().ToArray();
            for (var row = 0; row < batch.Length; row++)
            {
                logits[batch[row]] = output[(row * network.Labels)..((row + 1) * network.Labels)];
            }

            start += batch.Length;
        }

        return logits;
    }

    /// <summary>Probability of real, softmax(logits / temperature)[1].</summary>
    public static double ProbabilityOfReal(float[] logits, double temperature = 1) =>
        1 / (1 + Math.Exp((logits[0] - (double)logits[1]) / temperature));
}
