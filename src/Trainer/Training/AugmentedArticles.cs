namespace FakeNews.Trainer.Training;

/// <summary>Random windows of the bodies with or without title, titles alone, pieces masked at random: another view of every article in each epoch.</summary>
/// <param name="articles">The training part.</param>
/// <param name="titles">Titles without body; <see cref="AugmentationOptions.TitlesPerEpoch"/> of them are drawn in each epoch.</param>
/// <param name="options">How much of it.</param>
/// <param name="special">Ids of [CLS], [SEP] and [MASK].</param>
/// <param name="seed">The same seed and epoch give the same samples.</param>
public sealed class AugmentedArticles(
    IReadOnlyList<TokenizedArticle> articles,
    IReadOnlyList<TokenizedArticle> titles,
    AugmentationOptions options,
    SpecialIds special,
    int seed) : ISampleSource
{
    private readonly WindowCutter _cutter = new(options, special);
    private readonly int _titles = Math.Min(titles.Count, options.TitlesPerEpoch);

    /// <inheritdoc/>
    public int Count => (articles.Count * options.WindowsPerArticle) + _titles;

    /// <inheritdoc/>
    public IReadOnlyList<Sample> Epoch(int epoch)
    {
        var random = new Random(HashCode(seed, epoch));
        var samples = new List<Sample>(Count);
        foreach (var article in articles)
        {
            for (var i = 0; i < options.WindowsPerArticle; i++)
            {
                samples.Add(_cutter.Mask(_cutter.Window(article, random), random));
            }
        }

        // Walks through all titles over the epochs, in an order of its own for each round.
        for (var i = 0; i < _titles; i++)
        {
            var (round, place) = Math.DivRem(((long)epoch * _titles) + i, titles.Count);
            var title = titles[Order(round)[(int)place]];
            samples.Add(_cutter.Mask(new Sample([special.Beginning, .. title.Title, special.End], title.Label), random));
        }

        return samples;
    }

    private long _round = -1;
    private int[] _order = [];

    private int[] Order(long round)
    {
        if (_round != round)
        {
            (_round, _order) = (round, [.. Enumerable.Range(0, titles.Count)]);
            new Random(HashCode(seed + 1, (int)round)).Shuffle(_order);
        }

        return _order;
    }

    private static int HashCode(int seed, int part) => unchecked((int)(((uint)seed * 2654435761) ^ ((uint)part * 2246822519)));
}
