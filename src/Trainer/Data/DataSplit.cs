namespace FakeNews.Trainer.Data;

/// <summary>The three parts of a set.</summary>
public sealed record DataSplit(IReadOnlyList<LabelledArticle> Training, IReadOnlyList<LabelledArticle> Validation, IReadOnlyList<LabelledArticle> HeldOut)
{
    /// <summary>
    /// Splits 70:15:15, each label by itself, articles of the same <see cref="TitleKey"/> never apart. Groups are shuffled by the seed and dealt to the part
    /// that lacks most of its share, so the parts are exact to a group. The order of the input does not matter.
    /// </summary>
    public static DataSplit GroupedByTitle(IEnumerable<LabelledArticle> articles, int seed)
    {
        List<LabelledArticle>[] parts = [[], [], []];
        double[] shares = [0.70, 0.15, 0.15];
        var groups = articles.OrderBy(a => a.Id, StringComparer.Ordinal)
            .GroupBy(a => TitleKey.Of(a.Title) is { Length: > 0 } key ? key : "\0" + a.Id, StringComparer.Ordinal)
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
