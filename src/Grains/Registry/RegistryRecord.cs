using System.Collections.Immutable;

namespace FakeNews.Grains.Registry;

/// <summary>What is persisted: the state, and the latest lines of its history. The whole history lies in the journal.</summary>
public sealed record RegistryRecord
{
    /// <summary>Lines of history kept here; older ones are in the journal alone.</summary>
    public const int Remembered = 64;

    /// <summary>The state.</summary>
    public RegistryState State { get; init; } = RegistryState.Empty;

    /// <summary>The latest lines, oldest first.</summary>
    public ImmutableArray<HistoryEntry> Recent { get; init; } = [];

    /// <summary>With an accepted command's outcome.</summary>
    public RegistryRecord With(RegistryOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Entry is { } entry
            ? new() { State = outcome.State, Recent = [.. Recent.TakeLast(Remembered - 1), entry] }
            : this;
    }
}
