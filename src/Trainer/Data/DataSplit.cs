namespace FakeNews.Trainer.Data;

/// <summary>The three parts of a set.</summary>
public sealed record DataSplit(IReadOnlyList<LabelledArticle> Training, IReadOnlyList<LabelledArticle> Validation, IReadOnlyList<LabelledArticle> HeldOut)
{
    /// <summary>
    /// Splits 70:15:15, each label by itself, articles of the same <see cref="TitleKey"/> never apart. Groups are shuffled by the seed and dealt to the part
    /// that lacks most of its share, so the parts are exact to a group. The order of the input does not matter.
    /// </summary>
    public static DataSplit GroupedByTitle(IEnumerable<LabelledArticle> articles, int seed) =>
        Grouped(articles, seed, static article => TitleKey.Of(article.Title));

    /// <summary>Splits 70:15:15 by another rule.</summary>
    /// <param name="articles">The set, in any order.</param>
    /// <param name="kind">What stays together.</param>
    /// <param name="seed">Of the shuffling; a split by date has none.</param>
    public static DataSplit Of(IEnumerable<LabelledArticle> articles, SplitKind kind, int seed) => kind switch
    {
        SplitKind.Title => GroupedByTitle(articles, seed),
        SplitKind.Random => Stratified(articles, seed),
        SplitKind.Source => Grouped(articles, seed, static article => article.Source.Trim().ToUpperInvariant()),
        _ => ByDate(articles),
    };

    /// <summary>In words, for a fingerprint.</summary>
    public static string Describe(SplitKind kind, int seed) => kind switch
    {
        SplitKind.Title => $"stratified 70:15:15, grouped by normalised title, seed {seed}",
        SplitKind.Random => $"random 70:15:15, stratified by label, seed {seed}",
        SplitKind.Source => $"70:15:15, grouped by source, seed {seed}",
        _ => "70:15:15 by date, earliest first; articles without a readable date in training",
    };

    /// <summary>Sizes as scikit-learn's two calls of train_test_split give them (0.3, then half of it), each label with its share of each part.</summary>
    private static DataSplit Stratified(IEnumerable<LabelledArticle> articles, int seed)
    {
        var labels = articles.OrderBy(a => a.Id, StringComparer.Ordinal).GroupBy(a => a.Label).OrderBy(label => label.Key).Select(label => label.ToArray()).ToList();
        var total = labels.Sum(label => label.Length);
        var rest = (int)Math.Ceiling(0.3 * total);
        var heldOut = (int)Math.Ceiling(0.5 * rest);
        var training = Shares(labels, total - rest);
        var validation = Shares(labels, rest - heldOut);
        List<LabelledArticle>[] parts = [[], [], []];
        for (var i = 0; i < labels.Count; i++)
        {
            new Random(seed).Shuffle(labels[i]);
            parts[0].AddRange(labels[i].Take(training[i]));
            parts[1].AddRange(labels[i].Skip(training[i]).Take(validation[i]));
            parts[2].AddRange(labels[i].Skip(training[i] + validation[i]));
        }

        return new DataSplit(parts[0], parts[1], parts[2]);
    }

    /// <summary>Parts of a total by the labels' sizes, largest remainders rounded up.</summary>
    private static int[] Shares(List<LabelledArticle[]> labels, int part)
    {
        var total = labels.Sum(label => label.Length);
        double[] exact = [.. labels.Select(label => total == 0 ? 0 : (double)part * label.Length / total)];
        int[] shares = [.. exact.Select(share => (int)share)];
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => exact[i] - shares[i]).Take(part - shares.Sum()))
        {
            shares[i]++;
        }

        return shares;
    }

    private static DataSplit ByDate(IEnumerable<LabelledArticle> articles)
    {
        var dated = articles.OrderBy(a => a.Id, StringComparer.Ordinal).ToLookup(a => ArticleDate.Parse(a.Date));
        List<LabelledArticle>[] parts = [[.. dated[null]], [], []];
        var days = dated.Where(day => day.Key is not null).OrderBy(day => day.Key).ToList();
        var (total, before) = (days.Sum(day => day.Count()), 0);
        foreach (var day in days)
        {
            // A day belongs where its middle falls.
            var middle = before + (day.Count() / 2.0);
            parts[middle < 0.70 * total ? 0 : middle < 0.85 * total ? 1 : 2].AddRange(day);
            before += day.Count();
        }

        return new DataSplit(parts[0], parts[1], parts[2]);
    }

    private static DataSplit Grouped(IEnumerable<LabelledArticle> articles, int seed, Func<LabelledArticle, string> keyOf)
    {
        List<LabelledArticle>[] parts = [[], [], []];
        double[] shares = [0.70, 0.15, 0.15];
        var groups = articles.OrderBy(a => a.Id, StringComparer.Ordinal)
            .GroupBy(a => keyOf(a) is { Length: > 0 } key ? key : "\0" + a.Id, StringComparer.Ordinal)
            .Select(group => group.ToList());
        foreach (var label in groups.GroupBy(group => group[0].Label).OrderBy(label => label.Key))
        {
            var shuffled = label.ToArray();
            new Random(seed).Shuffle(shuffled);
            var total = shuffled.Sum(group => group.Count);
            var filled = new int[parts.Length];
            foreach (var group in shuffled)
            {
                var part = Enumerable.Range(0, parts.Length).MaxBy(i => (shares[i] * total) - filled[i]);
                parts[part].AddRange(group);
                filled[part] += group.Count;
            }
        }

        return new DataSplit(parts[0], parts[1], parts[2]);
    }
}
