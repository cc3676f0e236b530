namespace FakeNews.Trainer.Baselines;

/// <summary>A word or a pair of words and the number of texts it occurs in.</summary>
internal sealed record CountedTerm(string First, string? Second, int TextCount)
{
    /// <summary>The words joined by a space.</summary>
    public string Term { get; } = Second is null ? First : First + " " + Second;
}
