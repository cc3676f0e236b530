using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Drift;

/// <summary>What is persisted of drift: the references, what drifts, and the log. The windows are not: they fill again.</summary>
public sealed record DriftRecord
{
    /// <summary>Lines of the log that are kept.</summary>
    public const int Remembered = 256;

    /// <summary>The model that all of it is about; null before the first.</summary>
    public ModelIdentity? Model { get; init; }

    /// <summary>The registry's generation that the articles were judged by.</summary>
    public long Generation { get; init; }

    /// <summary>When its first article was seen.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Its articles, as of the last line or reference.</summary>
    public long Articles { get; init; }

    /// <summary>The references that there are.</summary>
    public ImmutableArray<MeasureReference> References { get; init; } = [];

    /// <summary>What drifts.</summary>
    public ImmutableArray<ActiveDrift> Active { get; init; } = [];

    /// <summary>The latest lines of the log, oldest first.</summary>
    public ImmutableArray<DriftEvent> Events { get; init; } = [];
}
