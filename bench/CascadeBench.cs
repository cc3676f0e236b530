using System.Collections.Immutable;
using System.Diagnostics;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Configuration;

namespace FakeNews.Bench;

/// <summary>A package's cascade beside the same package read at once: the same articles through the same pipeline, in turn.</summary>
internal static class CascadeBench
{
    /// <summary>Prints both, the ratio, how many were read on, and how many decisions are others.</summary>
    public static async Task RunAsync(string package, IReadOnlyList<BenchArticle> articles, int rounds)
    {
        var manifest = ModelPackage.Open(package).Manifest;
        if (manifest.Cascade is not { } cascade)
        {
            throw new InvalidDataException($"{package} reads at once; fakenews-trainer cascade makes a copy that reads in two steps.");
        }

        await using var inTwoSteps = await OpenAsync(package, enabled: true);
        await using var atOnce = await OpenAsync(package, enabled: false);
        var submissions = articles.Select(article => new Submission(article.ToArticle(), null, DateTimeOffset.UtcNow)).ToImmutableArray();

        // Both are warm after this, and it tells what the cascade does.
        var (read, whole) = (Verdicts(await inTwoSteps.JudgeAsync(submissions)), Verdicts(await atOnce.JudgeAsync(submissions)));
        var longer = whole.Count(verdict => verdict.Tokens?.Total > cascade.Tokens);
        var readOn = read.Count(verdict => verdict.Tokens?.Used > cascade.Tokens);
        var flips = read.Zip(whole).Count(static pair => pair.First.Decision != pair.Second.Decision);
        var tokens = (double)read.Sum(verdict => Taken(verdict, cascade.Tokens)) / whole.Sum(static verdict => verdict.Tokens?.Used ?? 0);
        Console.WriteLine($"{articles.Count} articles of {whole.Average(static verdict => verdict.Tokens?.Total ?? 0):F0} tokens in the mean, at most {manifest.MaximumTokens} read; first step {cascade.Tokens}, band {cascade.Accept.Below:G4} to {cascade.Accept.Above:G4}");
        Console.WriteLine($"{longer} are longer than the first step, {readOn} of them read on; {flips} decisions are others than at once; tokens {tokens:P1} of those at once");

        var pairs = new List<Ratio>();
        for (var round = 0; round < rounds; round++)
        {
            pairs.Add(new(await RateAsync(inTwoSteps, submissions), await RateAsync(atOnce, submissions)));
            Console.WriteLine($"  round {round + 1}: in two steps {pairs[^1].Measured:F1}, at once {pairs[^1].Ceiling:F1} articles/s, ratio {pairs[^1].Value:F2}");
        }

        var median = Ratio.Median(pairs);
        Console.WriteLine($"in two steps {median.Measured:F1} articles/s, at once {median.Ceiling:F1} articles/s, ratio {median.Value:F2} (median round)");
    }

    private static Task<LocalJudge> OpenAsync(string package, bool enabled) => LocalJudge.OpenAsync(
        new ConfigurationBuilder().AddInMemoryCollection([new("Models:Package", package), new("Cascade:Enabled", enabled ? "true" : "false")]).Build());

    private static List<Verdict> Verdicts(ImmutableArray<Judgement> judgements) => [.. judgements.Select(static judgement => judgement.Verdict!)];

    private static int Taken(Verdict verdict, int step) => verdict.Tokens is not { } tokens ? 0 : tokens.Used > step ? tokens.Used + step : tokens.Used;

    private static async Task<double> RateAsync(LocalJudge judge, ImmutableArray<Submission> submissions)
    {
        var started = Stopwatch.GetTimestamp();
        await judge.JudgeAsync(submissions);
        return submissions.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
