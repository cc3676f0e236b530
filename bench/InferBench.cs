using System.Collections.Immutable;
using System.Diagnostics;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Models;

namespace FakeNews.Bench;

/// <summary>The judging pipeline (prepare, tokenize, batch, lanes, verdicts) beside ONNX Runtime alone, on the same articles in the same run.</summary>
internal static class InferBench
{
    /// <summary>Prints both and the ratio.</summary>
    public static async Task RunAsync(string package, IReadOnlyList<BenchArticle> articles, int rounds)
    {
        var snapshot = ModelSnapshot.Load(ModelPackage.Open(package));
        var ids = Tokens(snapshot, articles);
        using var bare = new BareInference(snapshot.GraphPath);
        await using var judge = await LocalJudge.OpenAsync(package);
        var submissions = articles.Select(article => new Submission(article.ToArticle(), null, DateTimeOffset.UtcNow)).ToImmutableArray();

        Console.WriteLine($"{articles.Count} articles, mean {ids.Average(each => each.Length / 2.0):F0} tokens read, {rounds} rounds in turn");
        bare.Run(ids);
        var pairs = new List<Ratio>();
        for (var round = 0; round < rounds; round++)
        {
            var ceiling = articles.Count / bare.Run(ids).TotalSeconds;
            var started = Stopwatch.GetTimestamp();
            await judge.JudgeAsync(submissions);
            pairs.Add(new(articles.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, ceiling));
            Console.WriteLine($"  round {round + 1}: pipeline {pairs[^1].Measured:F1}, bare {ceiling:F1} articles/s, ratio {pairs[^1].Value:F3}");
        }

        var median = Ratio.Median(pairs);
        Console.WriteLine($"pipeline {median.Measured:F1} articles/s, bare ONNX Runtime {median.Ceiling:F1} articles/s, ratio {median.Value:F3} (median round)");
    }

    /// <summary>What the model would read of each article.</summary>
    public static ReadOnlyMemory<byte>[] Tokens(ModelSnapshot snapshot, IReadOnlyList<BenchArticle> articles) =>
        [.. articles.Select(article =>
        {
            snapshot.Tokenize(article.Title, article.Text, out var ids);
            return ids;
        })];
}
