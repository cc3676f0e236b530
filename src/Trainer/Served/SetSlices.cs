using System.Globalization;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Served;

/// <summary>Cuts a scored set by length and by time.</summary>
public static class SetSlices
{
    /// <summary>Name of the slice of articles without a date that can be read.</summary>
    public const string NoDate = "no date";

    private static readonly int[] Bounds = [32, 64, 128, 256, 512, 1024];

    /// <summary>By tokens of the whole text, shortest first; empty slices are left out.</summary>
    public static IReadOnlyList<SetSlice> ByLength(IEnumerable<ScoredArticle> articles) =>
    [
        .. articles.GroupBy(article => Array.FindIndex(Bounds, bound => article.Tokens <= bound) is >= 0 and var bin ? bin : Bounds.Length)
            .OrderBy(bin => bin.Key)
            .Select(bin => Slice(
                bin.Key == 0 ? $"up to {Bounds[0]} tokens" : bin.Key == Bounds.Length ? $"over {Bounds[^1]} tokens" : $"{Bounds[bin.Key - 1] + 1} to {Bounds[bin.Key]} tokens",
                [.. bin])),
    ];

    /// <summary>By quarter of a year; articles without a date that can be read are one slice at the end.</summary>
    public static IReadOnlyList<SetSlice> ByTime(IEnumerable<ScoredArticle> articles) =>
    [
        .. articles.GroupBy(article => ArticleDate.Parse(article.Date) is { } date ? (date.Year, Quarter: (date.Month + 2) / 3) : (Year: 9999, Quarter: 0))
            .OrderBy(slice => slice.Key)
            .Select(slice => Slice(slice.Key.Year == 9999 ? NoDate : string.Create(CultureInfo.InvariantCulture, $"{slice.Key.Year} Q{slice.Key.Quarter}"), [.. slice])),
    ];

    private static SetSlice Slice(string name, IReadOnlyList<ScoredArticle> articles)
    {
        var rows = new ScoredLabels([.. articles.Select(article => article.Label)], [.. articles.Select(article => 1 - article.FakeProbability)]);
        return new SetSlice(name, rows.FakeCount, rows.RealCount, rows.Confusion().Accuracy, Ranking.OfReal(rows).RocAuc());
    }
}
