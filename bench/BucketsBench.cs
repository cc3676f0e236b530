using System.Diagnostics;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Bench;

/// <summary>Training on batches of like length, padded to their own longest row, beside the study's way: every row padded to 512.</summary>
internal static class BucketsBench
{
    private const int Batch = 16, Longest = 512;

    /// <summary>Prints samples a second of both, measured in turn, and the ratio of the median round.</summary>
    public static void Run(string vocabulary, IReadOnlyList<BenchArticle> articles, int layers, int lanes, int rounds)
    {
        set_num_threads(1);
        var tokenizer = WordPieceTokenizer.Load(vocabulary);
        var preparer = new TextPreparer(new TextRecipe(" ", []));
        var ids = new ushort[Longest];
        Sample[] samples = [.. articles.Select((article, i) => new Sample(ids[..tokenizer.Encode(preparer.Prepare(article.Title, article.Text), ids).Used], i % 2))];
        using var network = new MobileBert(new MobileBertConfig { Layers = layers, AttentionDropout = 0 });
        FanInInitialization.Apply(network, 1);
        using var optimizer = new AdamW(network.Parameters, 0.01);
        using var threads = new LaneThreads(lanes);
        double Rate(bool pads)
        {
            var batches = LengthBuckets.Shuffled(samples, Batch, new Random(1));
            var started = Stopwatch.GetTimestamp();
            foreach (var batch in batches)
            {
                using var scope = NewDisposeScope();
                using var gradients = new GradientLanes(network, new TrainingOptions { PadToMaximum = pads }, CPU, threads, 0);
                gradients.Add(batch, 1);
                optimizer.Step(gradients.Sum, 1e-6, gradients.Clip(1).Scale);
            }

            return samples.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        var pairs = Enumerable.Range(0, rounds).Select(_ => new Ratio(Rate(false), Rate(true))).ToList();
        var median = Ratio.Median(pairs);
        Console.WriteLine($"MobileBERT of {layers} layers, {samples.Length} articles of {samples.Average(sample => sample.Ids.Length):F0} tokens in the mean ({samples.Count(sample => sample.Ids.Length == Longest)} of {Longest}), batches of {Batch}: buckets {median.Measured:F2} samples/s, padded to {Longest} {median.Ceiling:F2}; ratio {median.Value:F2} (median of {rounds} rounds)");
    }
}
