namespace FakeNews.Trainer.Baselines;

/// <summary>How texts become numbers; the defaults are the study's baseline.</summary>
public sealed record TfIdfOptions
{
    /// <summary>1: words; 2: words and pairs of neighbouring words.</summary>
    public int LongestSequence { get; init; } = 2;

    /// <summary>Whether a term that occurs n times counts 1 + ln(n) instead of n.</summary>
    public bool Sublinear { get; init; } = true;

    /// <summary>Terms in fewer texts than this are left out.</summary>
    public int MinimumTexts { get; init; } = 3;

    /// <summary>Throws unless the values make sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestSequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LongestSequence, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumTexts, 1);
    }
}
