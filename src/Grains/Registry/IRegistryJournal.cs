using System.Collections.Immutable;

namespace FakeNews.Grains.Registry;

/// <summary>The whole history, append-only. Written after the state, so a crash between the two leaves lines to be caught up from the state.</summary>
public interface IRegistryJournal
{
    /// <summary>Number of the last line; 0 where there is none.</summary>
    Task<long> LastSequenceAsync();

    /// <summary>Adds lines; those that are there already are left out. After it returns they survive a crash.</summary>
    Task AppendAsync(ImmutableArray<HistoryEntry> entries);

    /// <summary>Lines below a number, newest first.</summary>
    /// <param name="before">Only lines with a smaller number.</param>
    /// <param name="limit">At most so many.</param>
    Task<ImmutableArray<HistoryEntry>> ReadAsync(long before, int limit);
}
