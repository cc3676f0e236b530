using System.Collections.Immutable;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Variety;

/// <summary>Learning from several sets at once, so that no single one's publishers are all that is learned.</summary>
public sealed record VarietyOptions
{
    /// <summary>Sets learned beside ISOT; those that the data folder lacks are passed over.</summary>
    public ImmutableArray<string> Sources { get; init; } = [.. ArticleSets.OutOfSource];

    /// <summary>The one of them that is not learned but asked at the end, as a source the model never saw; null learns all.</summary>
    public string? LeaveOut { get; init; }

    /// <summary>Windows drawn in one epoch from all sets together.</summary>
    public int WindowsPerEpoch { get; init; } = 3_000;

    /// <summary>Share of the windows that are ISOT's; the other sets share the rest by the square root of their size.</summary>
    public double IsotShare { get; init; } = 0.4;

    /// <summary>Sets of which only the texts are read: what the teachers say of them is learned, their labels are not.</summary>
    public ImmutableArray<string> Unlabelled { get; init; } = [];

    /// <summary>Share of the windows that are theirs, each set's alike.</summary>
    public double UnlabelledShare { get; init; } = 0.25;

    /// <summary>
    /// What the label adds to the log-odds its teacher gives an ISOT article, towards its side. Without it the teacher, which never saw ISOT, would pull its two classes together until
    /// even odds that suit all sets cut through one of them.
    /// </summary>
    public double IsotMargin { get; init; } = 1.5;

    /// <summary>
    /// Where ISOT's two classes are parted, in log-odds of real beside the other sets' even odds. Real ISOT articles are one agency's, so whatever is not written like it is drawn to ISOT's
    /// fakes; below zero, these lie lower than the fakes of a source it never saw.
    /// </summary>
    public double IsotMiddle { get; init; } = -1;

    /// <summary>
    /// Probability of fake from which an article is flagged. Real articles of a source the model never saw lie lower than those of the sets it learned, so even odds would flag most of
    /// them; what lies between is a reviewer's.
    /// </summary>
    public double Flag { get; init; } = 0.65;

    /// <summary>What is learned beside ISOT.</summary>
    public IEnumerable<string> Learned => Sources.Where(name => name != LeaveOut);
}
