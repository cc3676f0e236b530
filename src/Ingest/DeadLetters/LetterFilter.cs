using System.Collections.Immutable;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>Which letters are meant; every condition that is set has to hold.</summary>
public sealed record LetterFilter
{
    /// <summary>Every letter.</summary>
    public static LetterFilter All { get; } = new();

    /// <summary>Reasons, any of them; empty for all.</summary>
    public ImmutableHashSet<string> Reasons { get; init; } = [];

    /// <summary>Places, any of them; empty for all.</summary>
    public ImmutableHashSet<LetterPlace> Places { get; init; } = [];

    /// <summary>Failed at this moment or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Failed before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The partition of the dead letters' topic.</summary>
    public int? Partition { get; init; }

    /// <summary>At most so many, the newest; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>True where a letter is meant, the limit aside.</summary>
    public bool Matches(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return (Reasons.IsEmpty || Reasons.Contains(letter.Reason))
            && (Places.IsEmpty || Places.Contains(letter.Place))
            && !(letter.FailedAt < Since)
            && !(letter.FailedAt >= Until)
            && (Partition is null || Partition == letter.Place.Partition);
    }
}
