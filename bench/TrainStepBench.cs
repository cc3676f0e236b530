using System.Diagnostics;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Bench;

/// <summary>A training step beside the same step's matrix products alone.</summary>
internal static class TrainStepBench
{
    private const int Rows = 8, Length = 128, StepsPerRound = 5, WarmUp = 10;

    /// <summary>Prints samples a second of both, measured in turn, and the ratio of the median round.</summary>
    public static void Run(int layers, int lanes, int rounds)
    {
        set_num_threads(lanes);
        using var network = new MobileBert(new MobileBertConfig { Layers = layers, AttentionDropout = 0 });
        FanInInitialization.Apply(network, 1);
        using var optimizer = new AdamW(network.Parameters, 0.01);
        using var threads = new LaneThreads(lanes);
        var random = new Random(1);
        Sample[] rows = [.. Enumerable.Range(0, Rows).Select(i => new Sample([.. Enumerable.Range(0, Length).Select(_ => (ushort)random.Next(5, 30_000))], i % 2))];
        var (products, whole) = (new MatrixProducts(network, lanes, Rows, Length, isFirstEnough: true), new MatrixProducts(network, lanes, Rows, Length, isFirstEnough: false));
        var number = 0;
        void Step()
        {
            using var scope = NewDisposeScope();
            using var gradients = new GradientLanes(network, new TrainingOptions(), CPU, threads, number++);
            gradients.Add(rows, 1);
            optimizer.Step(gradients.Sum, 1e-6, gradients.Clip(1).Scale);
        }

        // The first steps ask the system for memory that later ones find at hand.
        for (var i = 0; i < WarmUp; i++)
        {
            Step();
            products.Run(threads);
            whole.Run(threads);
        }

        var (pairs, loads, wholes) = (new List<Ratio>(), new List<Ratio>(), new List<Ratio>());
        for (var round = 0; round < rounds; round++)
        {
            var (step, stepLoad) = Rate(Step);
            var (bare, bareLoad) = Rate(() => products.Run(threads));
            var (all, _) = Rate(() => whole.Run(threads));
            pairs.Add(new Ratio(step, bare));
            wholes.Add(new Ratio(step, all));
            loads.Add(new Ratio(1 / stepLoad, 1 / bareLoad));
        }

        var (median, load, most) = (Ratio.Median(pairs), Ratio.Median(loads), Ratio.Median(wholes));
        Console.WriteLine($"MobileBERT of {layers} layers, {Rows} rows of {Length} tokens, {lanes} lanes: {median.Measured:F1} samples/s (medians of {rounds} rounds)");
        Console.WriteLine($"matrix products of all layers and tokens alone: {most.Ceiling:F1}; ratio {most.Value:F2} ({wholes.Min(pair => pair.Value):F2} to {wholes.Max(pair => pair.Value):F2})");
        Console.WriteLine($"those that the step computes, with [CLS] alone in the last layer: {median.Ceiling:F1}; ratio {median.Value:F2} ({pairs.Min(pair => pair.Value):F2} to {pairs.Max(pair => pair.Value):F2})");
        Console.WriteLine($"the same in processor time, which other work on the machine troubles less: {1000 / load.Measured:F0} ms a step, {1000 / load.Ceiling:F0} ms its products; ratio {load.Value:F2} ({loads.Min(pair => pair.Value):F2} to {loads.Max(pair => pair.Value):F2})");
    }

    /// <summary>Samples a second, and seconds of processor time a step.</summary>
    private static (double Rate, double Load) Rate(Action step)
    {
        var before = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < StepsPerRound; i++)
        {
            step();
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (StepsPerRound * Rows / seconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds / StepsPerRound);
    }
}
