using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Classification;
using FakeNews.Tests.Support;

namespace FakeNews.Grains.Tests.Devices;

/// <summary>The model that the repository carries, on ONNX Runtime.</summary>
public sealed class BundledModelTests
{
    private static readonly string Package = Path.Combine(SharedFolder.Repository, "models", "demo");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reproduces_all_of_its_golden_examples()
    {
        SkipWithoutModel();

        var verified = await PackageVerification.RunAsync(Package);

        Assert.InRange(verified.GoldenExamples, 8, int.MaxValue);
        Assert.InRange(verified.LargestDifference, 0, 1e-4);
    }

    [Fact]
    public async Task Judges_a_group_as_it_judges_each_article_alone()
    {
        SkipWithoutModel();
        await using var judge = await LocalJudge.OpenAsync(Package);
        var submissions = GoldenExamples.Read(ModelSnapshot.Load(ModelPackage.Open(Package)))
            .Where(example => example.Text is not null)
            .SelectMany(example => Enumerable.Range(0, 8).Select(i => Articles.One($"{i}", example.Text!)))
            .ToList();

        var together = await judge.JudgeAsync([.. submissions], Cancellation);
        foreach (var (submission, judgement) in submissions.Zip(together).Where((_, i) => i % 8 == 0))
        {
            var alone = Assert.Single(await judge.JudgeAsync([submission], Cancellation));
            Assert.Equal(alone.Verdict!.FakeProbability!.Value, judgement.Verdict!.FakeProbability!.Value, 5);
        }
    }

    private static void SkipWithoutModel() => Assert.SkipUnless(File.Exists(Path.Combine(Package, ModelPackage.ManifestFile)), "models/demo is not there.");
}
