using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Variety;

/// <summary>A set as windows are drawn from it.</summary>
/// <param name="Articles">At least one of each label.</param>
/// <param name="WindowsPerEpoch">Even: as many of fake as of real articles.</param>
/// <param name="IsIsot">Whether it is ISOT, which is much larger than the others together.</param>
public sealed record LearnedSource(IReadOnlyList<TokenizedArticle> Articles, int WindowsPerEpoch, bool IsIsot)
{
    /// <summary>Shares an epoch's windows out: ISOT's part, the rest by the square root of the sets' sizes. A set without articles of both labels is left out.</summary>
    /// <param name="isot">ISOT's training part.</param>
    /// <param name="others">The other sets'.</param>
    /// <param name="options">How many windows.</param>
    public static IReadOnlyList<LearnedSource> Share(IReadOnlyList<TokenizedArticle> isot, IReadOnlyList<IReadOnlyList<TokenizedArticle>> others, VarietyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        static bool HasBoth(IReadOnlyList<TokenizedArticle> set) => set.Any(static article => article.Label == 0) && set.Any(static article => article.Label == 1);
        static int Even(double windows) => Math.Max(2, 2 * (int)Math.Round(windows / 2));
        var usable = others.Where(HasBoth).ToList();
        var roots = usable.Sum(static set => Math.Sqrt(set.Count));
        var forIsot = options.WindowsPerEpoch * (usable.Count == 0 ? 1 : options.IsotShare);
        var rest = options.WindowsPerEpoch - forIsot;
        return
        [
            .. forIsot >= 1 && HasBoth(isot) ? [new LearnedSource(isot, Even(forIsot), true)] : Array.Empty<LearnedSource>(),
            .. usable.Select(set => new LearnedSource(set, Even(rest * Math.Sqrt(set.Count) / roots), false)),
        ];
    }
}
