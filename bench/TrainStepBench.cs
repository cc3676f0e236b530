using System.Diagnostics;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;

namespace FakeNews.Bench;

/// <summary>A training step beside the same step's matrix products alone.</summary>
internal static class TrainStepBench
{
    private const int Rows = 8, Length = 128, StepsPerRound = 5;

    /// <summary>Prints samples a second of both, measured in turn, and the ratio of the median round.</summary>
    public static void Run(int layers, int lanes, int rounds)
    {
        set_num_threads(1);
        using var network = new MobileBert(new MobileBertConfig { Layers = layers, AttentionDropout = 0 });
        FanInInitialization.Apply(network, 1);
        using var optimizer = new AdamW(network.Parameters, 0.01);
        using var threads = new LaneThreads(lanes);
        var random = new Random(1);
        Sample[] rows = [.. Enumerable.Range(0, Rows).Select(i => new Sample([.. Enumerable.Range(0, Length).Select(_ => (ushort)random.Next(5, 30_000))], i % 2))];
        var products = new MatrixProducts(network, lanes, Rows, Length);
        var number = 0;
        void Step()
        {
            using var scope = NewDisposeScope();
            using var gradients = new GradientLanes(network, new TrainingOptions(), CPU, threads, number++);
            gradients.Add(rows, 1);
            gradients.Clip(1);
            optimizer.Step(gradients.Sum, 1e-6);
        }

        Step();
        products.Run(threads);
        var pairs = Enumerable.Range(0, rounds).Select(_ => new Ratio(Rate(Step), Rate(() => products.Run(threads)))).ToList();
        var median = Ratio.Median(pairs);
        Console.WriteLine($"MobileBERT of {layers} layers, {Rows} rows of {Length} tokens, {lanes} lanes: {median.Measured:F1} samples/s; its matrix products alone {median.Ceiling:F1}; ratio {median.Value:F2} (median of {rounds} rounds; {pairs.Min(pair => pair.Value):F2} to {pairs.Max(pair => pair.Value):F2})");
    }

    private static double Rate(Action step)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < StepsPerRound; i++)
        {
            step();
        }

        return StepsPerRound * Rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
