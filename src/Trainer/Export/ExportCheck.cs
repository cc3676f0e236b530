using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Export;

/// <summary>Runs an exported graph beside the network it came from.</summary>
public static class ExportCheck
{
    /// <summary>Largest difference of logits that is accepted.</summary>
    public const double Limit = 1e-4;

    /// <summary>Logits of a graph for each sample, one at a time at exact length.</summary>
    public static float[][] Logits(byte[] model, IEnumerable<Sample> samples)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        return [.. samples.Select(sample => Run(session, sample))];
    }

    /// <summary>Compares graph and network.</summary>
    /// <returns>The largest absolute difference of any logit.</returns>
    /// <exception cref="InvalidDataException">It is above <see cref="Limit"/>, or not a number.</exception>
    public static double Require(byte[] model, MobileBert network, IReadOnlyList<Sample> samples)
    {
        return GraphAgreement.Measure(Predictor.Logits(network, samples, CPU), Logits(model, samples)).Require(GraphPrecision.Fp32).LargestDifference;
    }

    private static float[] Run(InferenceSession session, Sample sample)
    {
        using var results = session.Run(GraphSpeed.Inputs(session, sample));
        return [.. results[0].AsEnumerable<float>()];
    }
}
