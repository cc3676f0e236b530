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
                samples.Add(Mask(Window(article, random), random));
            }
        }

        // Walks through all titles over the epochs, in an order of its own for each round.
        for (var i = 0; i < _titles; i++)
        {
            var (round, place) = Math.DivRem(((long)epoch * _titles) + i, titles.Count);
            var title = titles[Order(round)[(int)place]];
            samples.Add(Mask(new Sample([special.Beginning, .. title.Title, special.End], title.Label), random));
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

    private Sample Window(TokenizedArticle article, Random random)
    {
        // The power makes short windows the more frequent ones: several of them cost as much as one long one and show several places.
        var spread = Math.Pow(random.NextDouble(), 3);
        var wanted = options.ShortestWindow + (int)(spread * (options.LongestWindow - options.ShortestWindow));
        var title = random.NextDouble() < options.WithTitle || article.Body.Length == 0 ? article.Title : [];
        title = title.Length > options.LongestWindow ? title[..options.LongestWindow] : title;
        var length = Math.Min(Math.Min(wanted, options.LongestWindow - title.Length), article.Body.Length);
        var atHead = random.NextDouble() < options.AtHead;
        var start = random.Next(article.Body.Length - length + 1);
        return new Sample([special.Beginning, .. title, .. article.Body.AsSpan(atHead ? 0 : start, length), special.End], article.Label);
    }

    private Sample Mask(Sample sample, Random random)
    {
        var share = random.NextDouble() * options.Masked;
        for (var i = 1; i < sample.Ids.Length - 1; i++)
        {
            if (random.NextDouble() < share)
            {
                sample.Ids[i] = special.Mask;
            }
        }

        return sample;
    }

    private static int HashCode(int seed, int part) => unchecked((int)(((uint)seed * 2654435761) ^ ((uint)part * 2246822519)));
}
