using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Labels;

/// <summary>Which words of reviewers are meant; what is left empty leaves nothing out.</summary>
public sealed record LabelFilter
{
    /// <summary>By one of these reviewers.</summary>
    public ImmutableHashSet<string> Reviewers { get; init; } = [];

    /// <summary>One of these labels.</summary>
    public ImmutableHashSet<ReviewLabel> Labels { get; init; } = [];

    /// <summary>Said then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Said before then.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>True where a word is meant.</summary>
    public bool Matches(LabelWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return (Reviewers.IsEmpty || Reviewers.Contains(word.Word.Reviewer))
            && (Labels.IsEmpty || Labels.Contains(word.Word.Label))
            && !(word.Word.At < Since)
            && !(word.Word.At >= Until);
    }
}
