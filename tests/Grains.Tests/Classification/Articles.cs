using System.Collections.Immutable;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Devices;
using FakeNews.Grains.Tests.Models;

namespace FakeNews.Grains.Tests.Classification;

/// <summary>Articles of the test vocabulary, and what the stand-in says of them.</summary>
internal static class Articles
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Submission One(string id, string title, string? language = null) =>
        new(new Article(id, Title: title, Language: language), new("news.articles", 0, 0, ReceivedAt), ReceivedAt);

    /// <summary>Articles of many lengths, each with words of its own.</summary>
    public static ImmutableArray<Submission> Many(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => One($"a{i}", string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => $"w{random.Next(40)}"))))];
    }

    public static double ExpectedProbability(Submission submission)
    {
        return ExpectedProbability(submission, int.MaxValue);
    }

    /// <summary>What the stand-in says of an article of which it reads at most so many tokens.</summary>
    public static double ExpectedProbability(Submission submission, int tokens)
    {
        long[] ids = [Id("[CLS]"), .. submission.Article.Title!.Split(' ').Select(Id), Id("[SEP]")];
        ids = ids.Length <= tokens ? ids : [.. ids[..(tokens - 1)], ids[^1]];
        var (fake, real) = StandInRuntime.Logits(ids);
        return Calibration.FakeProbability(fake, real, 2);
    }

    private static long Id(string word) => TestPackage.Vocabulary.IndexOf(word);
}
