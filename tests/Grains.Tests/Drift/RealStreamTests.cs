using System.Collections.Immutable;
using System.IO.Compression;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Tokenization;
using FakeNews.Tests.Support;

namespace FakeNews.Grains.Tests.Drift;

/// <summary>
/// The bundled model on real articles, ISOT and then horne2017. Smaller than the experiment of docs/model-life.md (bench drift): a reference of 250 articles and a
/// window of 80, with the corrections of the defaults for as many looks as there are.
/// </summary>
public sealed class RealStreamTests
{
    private static readonly DriftOptions Options = new() { LearnFrom = 250, Window = 80, Step = 20, Horizon = 5000 };

    [Fact]
    public async Task The_change_from_isot_to_horne2017_is_seen_and_nothing_before_it()
    {
        var (isot, horne) = (SharedFolder.Find("data/isot/isot_bodies.csv.gz"), SharedFolder.Find("data/horne2017/horne2017.csv.gz"));
        var package = Path.Combine(SharedFolder.Repository, "models", "demo");
        Assert.SkipUnless(isot is not null && horne is not null && File.Exists(Path.Combine(package, ModelPackage.ManifestFile)), "The shared folder's isot and horne2017, or models/demo, are not there.");
        await using var judge = await LocalJudge.OpenAsync(package);
        var before = await JudgeAsync(judge, Sample(isot!, 430));
        var after = await JudgeAsync(judge, Sample(horne!, 100));

        var monitor = new DriftMonitor(Options, new DriftRecord());
        monitor.Begin(judge.Model, 1, null, DateTimeOffset.UnixEpoch);
        foreach (var sample in before)
        {
            monitor.Add(sample, DateTimeOffset.UnixEpoch);
        }

        Assert.Empty(monitor.Record.Events);
        Assert.All(monitor.Report().Measures, measure => Assert.Equal(DriftState.Steady, measure.State));
        foreach (var sample in after)
        {
            monitor.Add(sample, DateTimeOffset.UnixEpoch);
        }

        Assert.Contains(monitor.Record.Events, line => line.Measure is DriftMeasure.Probability or DriftMeasure.Length && line.Kind == DriftEventKind.Began);
        Assert.True(monitor.Report().Drifting);
    }

    private static async Task<ImmutableArray<DriftSample>> JudgeAsync(LocalJudge judge, ImmutableArray<Submission> articles) =>
        [.. (await judge.JudgeAsync(articles, TestContext.Current.CancellationToken)).Select(judgement => DriftSample.Of(judgement.Verdict!))];

    /// <summary>Articles of a set in a shuffled order; without their publishers, which would give the set away.</summary>
    private static ImmutableArray<Submission> Sample(string path, int count)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        // id,title,text,subject,date,label,source
        var rows = CsvRows.Read(reader).Skip(1).Where(row => row.Length >= 3).ToArray();
        new Random(11).Shuffle(rows);
        return [.. rows.Take(count).Select(row => new Submission(new Article(row[0], Title: row[1], Text: row[2]), null, DateTimeOffset.UnixEpoch))];
    }
}
