using FakeNews.Trainer.Export;
using FakeNews.Trainer.Training;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Trainer.Comparisons;

/// <summary>Measures a graph in ONNX Runtime as our silos run it on a CPU: a session of one thread, an article at a time at its own length, a caller on each core.</summary>
/// <param name="time">Measures.</param>
public sealed class GraphServing(TimeProvider time)
{
    /// <summary>Measures. Memory is true only in a process that has done nothing else: one that has trained has some to spare.</summary>
    public ServingFigures Measure(ServingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var before = PeakMemory.Begin();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        using var session = new InferenceSession(request.Graph, options);
        var (shorts, longs) = (Inputs(session, request.Headlines), Inputs(session, request.Articles));
        void Run(NamedOnnxValue[] inputs) => session.Run(inputs).Dispose();
        var pace = new Pace(time);
        return new ServingFigures(
            request.Precision,
            new FileInfo(request.Graph).Length,
            pace.Latency(shorts, Run),
            pace.Latency(longs, Run),
            pace.Throughput(shorts, request.Callers, Run),
            pace.Throughput(longs, request.Callers, Run),
            PeakMemory.Read() is { } peak && before is { } start ? Math.Max(0, peak - start) : null);
    }

    private static NamedOnnxValue[][] Inputs(InferenceSession session, IReadOnlyList<ushort[]> texts) => [.. texts.Select(ids => GraphSpeed.Inputs(session, new Sample(ids, 0)))];
}
