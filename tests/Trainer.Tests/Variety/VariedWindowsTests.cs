using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Tests.Variety;

public sealed class VariedWindowsTests
{
    private static readonly SpecialIds Special = new(2, 3, 4);
    private static readonly AugmentationOptions Windows = new() { ShortestWindow = 3, LongestWindow = 20, Masked = 0, WithTitle = 0 };

    [Fact]
    public void Each_set_gets_its_share_and_both_labels_alike_whatever_their_numbers()
    {
        var isot = Articles(900, first: 10, everyReal: 3);
        var sources = LearnedSource.Share(isot, [Articles(16, 20, 2), Articles(144, 30, 4)], new VarietyOptions { WindowsPerEpoch = 100, IsotShare = 0.2 });

        Assert.Equal([20, 20, 60], sources.Select(source => source.WindowsPerEpoch));
        var samples = new VariedWindows(sources, null, Windows, (0, 0), Special, 1).Epoch(0);
        Assert.Equal(100, samples.Count);
        Assert.Equal([10, 10, 30], new[] { 10, 20, 30 }.Select(first => samples.Count(sample => sample.Ids[1] / 10 == first / 10 && sample.Label == 0)));
        Assert.Equal(50, samples.Count(sample => sample.Label == 1));
    }

    [Fact]
    public void A_set_of_one_label_is_left_out()
    {
        var sources = LearnedSource.Share(Articles(10, 10, 2), [Articles(6, 20, 7), Articles(6, 30, 2)], new VarietyOptions { WindowsPerEpoch = 40, IsotShare = 0.5 });

        Assert.Equal([20, 20], sources.Select(source => source.WindowsPerEpoch));
        Assert.Equal([true, false], sources.Select(source => source.IsIsot));
    }

    [Fact]
    public void An_epoch_is_the_same_when_asked_again_and_differs_from_the_next()
    {
        var source = Source(Windows with { Masked = 0.3 }, null);
        var first = source.Epoch(0).Select(Text).ToList();

        Assert.NotEqual(first, source.Epoch(1).Select(Text));
        Assert.Equal(first, source.Epoch(0).Select(Text));
    }

    [Fact]
    public void Every_article_has_its_turn_before_one_comes_again()
    {
        // 12 articles of a label, 4 windows of it an epoch.
        var articles = Enumerable.Range(0, 24).Select(i => new TokenizedArticle([], [], [.. Enumerable.Repeat((ushort)(50 + i), 8)], i % 2)).ToList();
        var source = new VariedWindows([new LearnedSource(articles, 8, false)], null, Windows, (0, 0), Special, 5);

        var seen = Enumerable.Range(0, 3).SelectMany(epoch => source.Epoch(epoch)).Select(sample => (int)sample.Ids[1]);
        Assert.Equal(Enumerable.Range(50, 24), seen.Order());
    }

    [Fact]
    public void The_teacher_reads_the_window_before_pieces_are_masked()
    {
        string[] pieces = [.. Enumerable.Range(0, 60).Select(i => i is 4 ? "[MASK]" : $"word{i}")];
        var sources = Sources();
        var teachers = SourceTeachers.Fit(sources, new PieceWords(pieces), new TfIdfOptions { MinimumTexts = 1 });
        var masked = new VariedWindows(sources, teachers, Windows with { Masked = 1 }, (0, 0), Special, 1).Epoch(0);

        Assert.Contains(masked, sample => sample.Ids.Contains(Special.Mask));
        var plain = new VariedWindows(sources, teachers, Windows, (0, 0), Special, 1).Epoch(0);
        var said = teachers.LogOdds(0, [.. plain.Take(8).Select(sample => sample.Ids)])!;
        Assert.Equal(said.Select(one => one - said.Average()), masked.Take(8).Select(sample => sample.Taught!.Value), Close);
        Assert.All(masked, sample => Assert.NotNull(sample.Taught));
        Assert.All(Source(Windows, null).Epoch(0), sample => Assert.Null(sample.Taught));
    }

    [Fact]
    public void An_isot_articles_label_moves_what_its_teacher_says_to_its_own_side_of_isots_middle()
    {
        var (sources, pieces) = (Sources(), new PieceWords([.. Enumerable.Range(0, 60).Select(i => $"word{i}")]));
        var teachers = SourceTeachers.Fit(sources, pieces, new TfIdfOptions { MinimumTexts = 1 });
        var plain = new VariedWindows(sources, teachers, Windows, (0, 0), Special, 1).Epoch(0);
        var moved = new VariedWindows(sources, teachers, Windows, (-1, 4), Special, 1).Epoch(0);

        Assert.Equal(8, plain.Zip(moved).Count(pair => pair.First.Taught != pair.Second.Taught));
        Assert.All(plain.Zip(moved).Take(8), pair => Assert.Equal(pair.First.Taught!.Value + (pair.First.Label == 1 ? 3 : -5), pair.Second.Taught!.Value, 1e-5));
    }

    [Fact]
    public void Of_a_set_without_labels_only_what_the_teacher_says_counts_and_each_text_has_its_turn()
    {
        var pieces = new PieceWords([.. Enumerable.Range(0, 60).Select(i => $"word{i}")]);
        var sources = LearnedSource.Share(
            Articles(30, 10, 2), [Articles(16, 20, 2), Articles(16, 30, 2)], new VarietyOptions { WindowsPerEpoch = 100, IsotShare = 0.4, UnlabelledShare = 0.2 }, [Articles(20, 40, 100)]);
        var teachers = SourceTeachers.Fit(sources, pieces, new TfIdfOptions { MinimumTexts = 1 });
        var samples = new VariedWindows(sources, teachers, Windows, (-1, 4), Special, 1).Epoch(0);

        Assert.Equal([40, 20, 20, 20], sources.Select(source => source.WindowsPerEpoch));
        var texts = samples.Where(sample => !sample.IsLabelled).ToList();
        Assert.Equal(samples.Skip(80), texts);
        Assert.Equal(teachers.LogOdds(3, [.. texts.Select(sample => sample.Ids)])!, texts.Select(sample => sample.Taught!.Value));
    }

    private static bool Close(float one, float other) => Math.Abs(one - other) < 1e-5;

    private static string Text(Sample sample) => string.Join(' ', sample.Ids);

    private static VariedWindows Source(AugmentationOptions options, SourceTeachers? teachers) => new(Sources(), teachers, options, (0, 0), Special, 1);

    private static IReadOnlyList<LearnedSource> Sources() => [new LearnedSource(Articles(30, 10, 2), 8, true), new LearnedSource(Articles(12, 20, 2), 6, false), new LearnedSource(Articles(12, 30, 2), 6, false)];

    /// <summary>Bodies whose pieces tell set and label; every so manieth article is real.</summary>
    private static List<TokenizedArticle> Articles(int count, int first, int everyReal) =>
        [.. Enumerable.Range(0, count).Select(i => (Label: i % everyReal == everyReal - 1 ? 1 : 0, i)).Select(row =>
        {
            ushort[] body = [.. Enumerable.Repeat((ushort)(first + (5 * row.Label)), 10 + (row.i % 9))];
            return new TokenizedArticle([2, .. body, 3], [], body, row.Label);
        })];
}
