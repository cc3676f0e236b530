using System.Collections.Immutable;
using System.Globalization;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Classification;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Devices;

/// <summary>ONNX Runtime itself, on a graph whose logits can be worked out by hand.</summary>
public sealed class OnnxRuntimeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_abort_that_comes_after_the_end_harms_nothing()
    {
        using var package = TestPackage.Write(graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length));
        using var session = new OnnxRuntimeLoader().Load(Path.Combine(package.Folder, "model.onnx"), new DeviceDescription("cpu0", DeviceKind.Cpu, 0, 1, 1));
        var lane = session.OpenLane();
        lane.Dispose();

        // Without a guard this ends the process.
        lane.Abort();
        lane.Dispose();
    }

    [Fact]
    public async Task The_pipeline_on_onnx_runtime_gives_each_article_its_own_logits()
    {
        using var package = TestPackage.Write(graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length));
        await using var judge = await LocalJudge.OpenAsync(package.Folder);
        var submissions = Articles.Many(500);

        var judgements = await judge.JudgeAsync(submissions, Cancellation);

        Assert.Equal(submissions.Select(Expected), judgements.Select(judgement => Math.Round(judgement.Verdict!.FakeProbability!.Value, 9)));
    }

    [Fact]
    public async Task A_stream_of_articles_is_judged_in_its_order()
    {
        using var package = TestPackage.Write(graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length));
        await using var judge = await LocalJudge.OpenAsync(package.Folder);
        var submissions = Articles.Many(1500);
        List<Judgement> judgements = [];

        await foreach (var judgement in judge.JudgeAsync(submissions.ToAsyncEnumerable(), Cancellation))
        {
            judgements.Add(judgement);
        }

        Assert.Equal(submissions.Select(submission => submission.Article.Id), judgements.Select(judgement => judgement.Verdict!.ArticleId));
        Assert.Equal(submissions.Select(Expected), judgements.Select(judgement => Math.Round(judgement.Verdict!.FakeProbability!.Value, 9)));
    }

    [Fact]
    public async Task A_package_whose_golden_examples_hold_is_verified()
    {
        using var package = TestPackage.Write(golden: Golden(0), graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length));

        var verified = await PackageVerification.RunAsync(package.Folder);

        Assert.Equal((1, 0.0), (verified.GoldenExamples, verified.LargestDifference));
    }

    [Fact]
    public async Task A_logit_off_by_more_than_the_tolerance_is_refused_everywhere()
    {
        using var package = TestPackage.Write(golden: Golden(0.001), graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length));

        var verifying = await Assert.ThrowsAsync<ModelPackageException>(() => PackageVerification.RunAsync(package.Folder));
        Assert.Equal("test 1.0.0 computes on cpu0 a logit that differs from its golden example by 0.001; 0.0001 is allowed.", verifying.Message);
        await Assert.ThrowsAsync<ModelPackageException>(() => LocalJudge.OpenAsync(package.Folder));
    }

    [Fact]
    public async Task A_vocabulary_larger_than_the_graphs_table_is_refused_before_an_article_comes()
    {
        using var package = TestPackage.Write(graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length - 1));

        var refused = await Assert.ThrowsAsync<ModelPackageException>(() => LocalJudge.OpenAsync(package.Folder));
        Assert.Contains($"can't read the {TestPackage.Vocabulary.Length} pieces of its own vocabulary", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_with_other_inputs_is_refused()
    {
        using var package = TestPackage.Write(graph: TinyGraph.Bytes(TestPackage.Vocabulary.Length, input: "tokens"));

        var refused = await Assert.ThrowsAsync<ModelPackageException>(() => LocalJudge.OpenAsync(package.Folder));
        Assert.Contains("The graph maps tokens -> logits", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_graph_is_refused()
    {
        using var package = TestPackage.Write();

        var refused = await Assert.ThrowsAsync<ModelPackageException>(() => LocalJudge.OpenAsync(package.Folder));
        Assert.StartsWith("ONNX Runtime can't load model.onnx on cpu0", refused.Message, StringComparison.Ordinal);
    }

    private static string Golden(double error)
    {
        var (fake, real) = Logits(["[CLS]", "alpha", "[SEP]"]);
        return string.Create(CultureInfo.InvariantCulture, $$"""{"text":"alpha","ids":[2,5,3],"logits":[{{fake + error}},{{real}}]}""");
    }

    private static double Expected(Submission submission)
    {
        var (fake, real) = Logits(["[CLS]", .. submission.Article.Title!.Split(' '), "[SEP]"]);
        return Math.Round(Calibration.FakeProbability(fake, real, 2), 9);
    }

    private static (double Fake, double Real) Logits(ImmutableArray<string> words)
    {
        var rows = words.Select(word => TinyGraph.Row(TestPackage.Vocabulary.IndexOf(word))).ToList();
        return (rows.Sum(row => row.Fake), rows.Sum(row => row.Real));
    }
}
