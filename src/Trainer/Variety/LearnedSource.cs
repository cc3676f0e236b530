using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Variety;

/// <summary>A set as windows are drawn from it.</summary>
/// <param name="Articles">At least one of each label.</param>
/// <param name="WindowsPerEpoch">Even: as many of fake as of real articles.</param>
/// <param name="IsIsot">Whether it is ISOT, which is much larger than the others together.</param>
public sealed record LearnedSource(IReadOnlyList<TokenizedArticle> Articles, int WindowsPerEpoch, bool IsIsot)
{
    /// <summary>Whether its labels are learned; where not, only what a teacher says.</summary>
    public bool IsLabelled { get; init; } = true;

    /// <summary>Shares an epoch's windows out: ISOT's part, the rest by the square root of the sets' sizes. A set without articles of both labels is left out.</summary>
    /// <param name="isot">ISOT's training part.</param>
    /// <param name="others">The other sets'.</param>
    /// <param name="options">How many windows.</param>
    /// <param name="unlabelled">Sets without labels; they need teachers.</param>
    public static IReadOnlyList<LearnedSource> Share(
        IReadOnlyList<TokenizedArticle> isot, IReadOnlyList<IReadOnlyList<TokenizedArticle>> others, VarietyOptions options, IReadOnlyList<IReadOnlyList<TokenizedArticle>>? unlabelled = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        static bool HasBoth(IReadOnlyList<TokenizedArticle> set) => set.Any(static article => article.Label == 0) && set.Any(static article => article.Label == 1);
        static int Even(double windows) => Math.Max(2, 2 * (int)Math.Round(windows / 2));
        var usable = others.Where(HasBoth).ToList();
        var roots = usable.Sum(static set => Math.Sqrt(set.Count));
        var forIsot = options.WindowsPerEpoch * (usable.Count == 0 ? 1 : options.IsotShare);
        List<IReadOnlyList<TokenizedArticle>> texts = [.. (unlabelled ?? []).Where(static set => set.Count > 0)];
        var forTexts = texts.Count == 0 ? 0 : options.WindowsPerEpoch * options.UnlabelledShare;
        var rest = options.WindowsPerEpoch - forIsot - forTexts;
        return
        [
            .. forIsot >= 1 && HasBoth(isot) ? [new LearnedSource(isot, Even(forIsot), true)] : Array.Empty<LearnedSource>(),
            .. usable.Select(set => new LearnedSource(set, Even(rest * Math.Sqrt(set.Count) / roots), false)),
            .. texts.Select(set => new LearnedSource(set, Even(forTexts / texts.Count), false) { IsLabelled = false }),
        ];
    }
}
