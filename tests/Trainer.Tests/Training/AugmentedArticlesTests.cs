using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Tests.Training;

public sealed class AugmentedArticlesTests
{
    private static readonly SpecialIds Special = new(2, 3, 4);
    private static readonly AugmentationOptions Options = new() { ShortestWindow = 3, LongestWindow = 20, TitlesPerEpoch = 4, Masked = 0 };

    [Fact]
    public void Each_epoch_has_as_many_samples_and_is_the_same_when_asked_again()
    {
        var source = Source(Options with { Masked = 0.3 });
        var (first, second) = (source.Epoch(0), source.Epoch(1));

        Assert.Equal(source.Count, first.Count);
        Assert.Equal(source.Count, second.Count);
        Assert.Equal(first.Select(Text), source.Epoch(0).Select(Text));
        Assert.NotEqual(first.Select(Text), second.Select(Text));
    }

    [Fact]
    public void A_window_is_a_piece_of_its_article_between_the_special_tokens()
    {
        var source = Source(Options);
        foreach (var sample in Enumerable.Range(0, 20).SelectMany(source.Epoch))
        {
            Assert.Equal(Special.Beginning, sample.Ids[0]);
            Assert.Equal(Special.End, sample.Ids[^1]);
            Assert.InRange(sample.Ids.Length, 3, Options.LongestWindow + 2);
            var body = sample.Ids[1..^1].Where(id => id >= 100).ToArray();
            Assert.Equal(body, body.Length == 0 ? [] : Enumerable.Range(body[0], body.Length).Select(id => (ushort)id));
        }
    }

    [Fact]
    public void All_titles_have_their_turn()
    {
        var source = Source(Options);
        var seen = Enumerable.Range(0, 3).SelectMany(epoch => source.Epoch(epoch).Skip(source.Count - 4)).Select(sample => sample.Ids[1]).ToList();

        Assert.Equal(Enumerable.Range(50, 12).Select(id => (ushort)id), seen.Order());
    }

    [Fact]
    public void Only_pieces_are_masked_never_the_ends()
    {
        var source = Source(Options with { Masked = 1 });
        var samples = Enumerable.Range(0, 5).SelectMany(source.Epoch).ToList();

        Assert.Contains(samples, sample => sample.Ids.Contains(Special.Mask));
        Assert.All(samples, sample => Assert.Equal((Special.Beginning, Special.End), (sample.Ids[0], sample.Ids[^1])));
    }

    private static string Text(Sample sample) => string.Join(' ', sample.Ids);

    private static AugmentedArticles Source(AugmentationOptions options)
    {
        var articles = Enumerable.Range(0, 9).Select(i =>
        {
            ushort[] title = [10, 11, 12], body = [.. Enumerable.Range(100 * (i + 1), 5 * i).Select(id => (ushort)id)];
            return new TokenizedArticle([2, .. title, .. body, 3], title, body, i % 2);
        });
        var titles = Enumerable.Range(50, 12).Select(i => new TokenizedArticle([], [(ushort)i], [], i % 2));
        return new AugmentedArticles([.. articles], [.. titles], options, Special, 42);
    }
}
