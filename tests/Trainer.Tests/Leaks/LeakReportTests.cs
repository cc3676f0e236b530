using System.Collections.Concurrent;
using FakeNews.Tests.Support;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Leaks;

namespace FakeNews.Trainer.Tests.Leaks;

public sealed class LeakReportTests
{
    private static readonly ConcurrentDictionary<string, DataSplit> Splits = new();

    [Fact]
    public void A_planted_dateline_is_found_and_the_benchmark_called_solved()
    {
        var report = LeakReport.Measure(Planted(200, seed: 1), Planted(100, seed: 2));
        var dateline = report.Results.Single(static result => result.Name == "dateline only");
        Assert.Equal(1, dateline.Accuracy);
        Assert.Contains("solved without reading", report.InWords(1.0), StringComparison.Ordinal);
        Assert.Contains("subject + date", report.NotApplicable);
        Assert.Equal(1, report.Masks.Single(static mask => mask.Mask == "datelines").ShareOfReal);
        Assert.Equal(1, report.Masks.Single(static mask => mask.Mask == "datelines").CueAccuracy);
        Assert.Contains("dateline only", report.ToTable(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_planted_nothing_is_found()
    {
        var report = LeakReport.Measure(Random(400, seed: 3), Random(400, seed: 4));
        Assert.All(report.Results, static result => Assert.InRange(result.Accuracy, 0.38, 0.62));
        Assert.StartsWith("This benchmark is not solved", report.InWords(0.9), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_is_a_picture()
    {
        var path = Path.Combine(Path.GetTempPath(), $"leaks-{Guid.NewGuid():n}.png");
        try
        {
            LeakChart.Save(LeakReport.Measure(Planted(60, seed: 5), Planted(60, seed: 6)), path, 0.99);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(path)[..4]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void On_isot_subject_and_date_solve_all_titles()
    {
        var probe = LeakProbes.All.Single(static item => item.Name == "subject + date");
        var split = Isot("isot_titles_full.csv.gz");
        Assert.InRange(probe.Run(split.Training, split.HeldOut)!.Accuracy, 0.9999, 1);
    }

    [Fact]
    public void On_isot_the_dateline_alone_nearly_solves_all_bodies()
    {
        var probe = LeakProbes.All.Single(static item => item.Name == "dateline only");
        var split = Isot("isot_bodies.csv.gz");
        Assert.InRange(probe.Run(split.Training, split.HeldOut)!.Accuracy, 0.98, 1);
    }

    [Theory]
    [InlineData("length only", 0.75, 0.85)]
    [InlineData("punctuation only", 0.98, 1)]
    [InlineData("first 8 tokens", 0.98, 1)]
    [InlineData("title only", 0.92, 0.97)]
    public void On_isot_the_other_probes_reach_what_was_measured(string name, double least, double most)
    {
        var split = Isot("isot_bodies.csv.gz");
        Assert.InRange(LeakProbes.All.Single(probe => probe.Name == name).Run(split.Training, split.HeldOut)!.Accuracy, least, most);
    }

    [Fact]
    public void On_isot_tf_idf_reaches_the_studys_figure()
    {
        var split = Isot("isot_bodies.csv.gz");
        var result = LeakProbes.All.Single(static probe => probe.Name == "TF-IDF raw").Run(split.Training, split.HeldOut)!;
        Assert.InRange(result.Accuracy, 0.974, 0.994);
    }

    private static DataSplit Isot(string name)
    {
        var path = SharedFolder.Find("data/isot/" + name);
        Assert.SkipUnless(path is not null, $"data/isot/{name} is not on this machine");
        return Splits.GetOrAdd(path!, static file => DataSplit.GroupedByTitle(ArticleFile.Read(file, static _ => { }), seed: 42));
    }

    private static LabelledArticle[] Planted(int count, int seed) =>
        [.. Random(count, seed).Select(static article => article with { Text = (article.Label == 1 ? "WASHINGTON (Reuters) - " : string.Empty) + article.Text })];

    private static LabelledArticle[] Random(int count, int seed)
    {
        string[] words = ["The", "senate", "votes", "today", "on", "a", "bill", "that", "many", "people", "want", "very", "much", "while", "others", "do", "not"];
        var random = new Random(seed);
        string Sentence(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)])) + ".";
        return [.. Enumerable.Range(0, count).Select(i => new LabelledArticle($"a-{i}", Sentence(7), Sentence(random.Next(20, 60)), i % 2))];
    }
}
