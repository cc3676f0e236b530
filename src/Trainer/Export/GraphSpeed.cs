using FakeNews.Trainer.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FakeNews.Trainer.Export;

/// <summary>Measures a graph as it is served: one thread, one article at a time, at its own length.</summary>
public static class GraphSpeed
{
    private const int Articles = 48, Rounds = 3;

    /// <summary>Articles per second in the best of three rounds over up to 48 of the samples.</summary>
    /// <param name="model">The graph.</param>
    /// <param name="samples">At least one.</param>
    /// <param name="time">Measures.</param>
    public static double Measure(byte[] model, IReadOnlyList<Sample> samples, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(time);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        using var session = new InferenceSession(model, options);
        var articles = samples.Take(Articles).Select(sample => Inputs(session, sample)).ToArray();
        var best = TimeSpan.MaxValue;
        foreach (var _ in Enumerable.Range(0, Rounds))
        {
            var start = time.GetTimestamp();
            foreach (var inputs in articles)
            {
                session.Run(inputs).Dispose();
            }

            best = TimeSpan.FromTicks(Math.Min(best.Ticks, time.GetElapsedTime(start).Ticks));
        }

        return articles.Length / Math.Max(best.TotalSeconds, 1e-9);
    }

    /// <summary>A row without padding as a graph's inputs, whatever inputs it has.</summary>
    internal static NamedOnnxValue[] Inputs(InferenceSession session, Sample sample)
    {
        int[] shape = [1, sample.Ids.Length];
        long[] Of(string input) => input switch
        {
            "input_ids" => Array.ConvertAll(sample.Ids, id => (long)id),
            "attention_mask" => [.. Enumerable.Repeat(1L, sample.Ids.Length)],
            _ => new long[sample.Ids.Length],
        };
        return [.. session.InputMetadata.Keys.Select(input => NamedOnnxValue.CreateFromTensor(input, new DenseTensor<long>(Of(input), shape)))];
    }
}
