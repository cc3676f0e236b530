namespace FakeNews.Trainer.Training;

/// <summary>What keeps a network that is trained from scratch on few articles from learning them by heart.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Shortest window of a body, in pieces.</summary>
    public int ShortestWindow { get; init; } = 32;

    /// <summary>Longest window of a body, in pieces; short ones are more frequent.</summary>
    public int LongestWindow { get; init; } = 382;

    /// <summary>Share of windows that begin at the body's head; the others begin anywhere.</summary>
    public double AtHead { get; init; } = 0.5;

    /// <summary>Share of windows that have the article's title before them.</summary>
    public double WithTitle { get; init; } = 0.5;

    /// <summary>Largest share of a sample's pieces that become [MASK]; each sample draws its own share below it.</summary>
    public double Masked { get; init; } = 0.2;

    /// <summary>Titles seen alone in one epoch.</summary>
    public int TitlesPerEpoch { get; init; } = 6_000;

    /// <summary>Windows drawn from each article in one epoch.</summary>
    public int WindowsPerArticle { get; init; } = 1;
}
