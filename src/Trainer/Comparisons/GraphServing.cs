using FakeNews.Trainer.Export;
using FakeNews.Trainer.Training;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Trainer.Comparisons;

/// <summary>Measures a graph in ONNX Runtime as our silos run it on a CPU: a session of one thread, an article at a time at its own length, a caller on each core.</summary>
/// <param name="headlines">Short texts; at least one.</param>
/// <param name="articles">Whole ones; at least one.</param>
/// <param name="callers">Beside each other at throughput.</param>
/// <param name="time">Measures.</param>
public sealed class GraphServing(IReadOnlyList<Sample> headlines, IReadOnlyList<Sample> articles, int callers, TimeProvider time)
{
    /// <summary>Measures.</summary>
    public ServingFigures Measure(ExportedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var before = PeakMemory.Begin();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        using var session = new InferenceSession(graph.Model, options);
        var (shorts, longs) = (Inputs(session, headlines), Inputs(session, articles));
        void Run(NamedOnnxValue[] inputs) => session.Run(inputs).Dispose();
        var pace = new Pace(time);
        return new ServingFigures(
            graph.Kind.Name,
            graph.Model.Length,
            pace.Latency(shorts, Run),
            pace.Latency(longs, Run),
            pace.Throughput(shorts, callers, Run),
            pace.Throughput(longs, callers, Run),
            PeakMemory.Read() is { } peak && before is { } start ? Math.Max(0, peak - start) : null);
    }

    private static NamedOnnxValue[][] Inputs(InferenceSession session, IReadOnlyList<Sample> samples) => [.. samples.Select(sample => GraphSpeed.Inputs(session, sample))];
}
