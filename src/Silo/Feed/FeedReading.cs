using System.Runtime.CompilerServices;
using FakeNews.Ingest.Reading;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Feed;

/// <summary>Reads the feed for one client after another: from memory where that reaches back far enough, from Kafka where it does not.</summary>
internal sealed class FeedReading(FeedRing ring, IFlaggedLog log, IOptions<FeedOptions> options, TimeProvider time) : IDisposable
{
    private const int Batch = 64;
    private const int CatchUpRecords = 2_000;
    private readonly SemaphoreSlim _catchUps = new(options.Value.CatchUpReaders);

    /// <summary>Everything after a position, each article once, then every new one, until cancelled.</summary>
    /// <param name="after">What the client has seen; null joins at the live end.</param>
    /// <param name="cancellationToken">The client's connection.</param>
    public async IAsyncEnumerable<FeedEvent> ReadAsync(TopicPosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!ring.Started)
        {
            // The tail has not reached Kafka yet: say so by heartbeats rather than by an empty silence.
            if (!await WaitAsync(ring.WaitForStartAsync(cancellationToken), cancellationToken))
            {
                yield return new FeedEvent(FeedEventKind.Idle, after ?? TopicPosition.Start);
            }
        }

        var seen = after ?? ring.Last;
        if (after is not null && !ring.Last.Covers(after))
        {
            var known = WithoutTheUnknown(after, await log.GetExtentAsync(cancellationToken));
            if (!known.Covers(after))
            {
                seen = known;
                yield return new FeedEvent(FeedEventKind.Reset, seen);
            }
        }

        yield return new FeedEvent(FeedEventKind.Open, seen);
        var entries = new FeedEntry[Batch];
        while (true)
        {
            if (!ring.TryJoin(seen, out var sequence, out var missing))
            {
                var (events, reached) = await CatchUpAsync(seen, missing, cancellationToken);
                foreach (var caughtUp in events)
                {
                    yield return caughtUp;
                }

                seen = reached;
                continue;
            }

            for (int count; (count = ring.Read(sequence, entries)) >= 0; sequence += count)
            {
                for (var index = 0; index < count; index++)
                {
                    var entry = entries[index];
                    if (!seen.Covers(entry.Partition, entry.Offset))
                    {
                        seen = seen.With(entry.Partition, entry.Offset);
                        yield return new FeedEvent(FeedEventKind.Flagged, seen, entry);
                    }
                }

                if (count == 0 && !await WaitAsync(ring.WaitAsync(sequence, cancellationToken), cancellationToken))
                {
                    yield return new FeedEvent(FeedEventKind.Idle, seen);
                }
            }
        }
    }

    public void Dispose() => _catchUps.Dispose();

    /// <summary>A position of a topic that was made anew points past its end; such partitions begin again.</summary>
    private static TopicPosition WithoutTheUnknown(TopicPosition after, IReadOnlyList<LogExtent> extents)
    {
        var ends = extents.ToDictionary(static extent => extent.Partition, static extent => extent.End);
        return Positions.Of(after.Seen.Where(entry => entry.Value < ends.GetValueOrDefault(entry.Key)).Select(static entry => (entry.Key, entry.Value)));
    }

    /// <summary>
    /// The next articles from Kafka, a bounded number, all in memory before the client gets the first: a slow client must not hold one of the few readers.
    /// </summary>
    private async Task<(List<FeedEvent> Events, TopicPosition Reached)> CatchUpAsync(
        TopicPosition seen, TopicPosition until, CancellationToken cancellationToken)
    {
        await _catchUps.WaitAsync(cancellationToken);
        try
        {
            var extents = await log.GetExtentAsync(cancellationToken);
            var stretch = Math.Max(1, CatchUpRecords / Math.Max(1, extents.Count));
            List<FeedEvent> events = [];
            List<LogExtent> stretches = [];
            var reached = seen;
            foreach (var (partition, oldest, newest) in extents)
            {
                var begin = Math.Max(seen.OffsetOf(partition) + 1, oldest);
                var end = Math.Min(begin + stretch, Math.Min(until.OffsetOf(partition) + 1, newest));
                if (begin > seen.OffsetOf(partition) + 1 && events.Count == 0)
                {
                    events.Add(new FeedEvent(FeedEventKind.Gap, seen));
                }

                if (begin < end)
                {
                    stretches.Add(new LogExtent(partition, begin, end));
                    reached = reached.With(partition, end - 1);
                }
            }

            if (stretches.Count == 0)
            {
                // What Kafka no longer has can't be waited for.
                return (events, seen.Union(until));
            }

            foreach (var record in await log.ReadAsync(stretches, cancellationToken))
            {
                if (FeedEntry.TryRead(record, out var entry) && !seen.Covers(record.Partition, record.Offset))
                {
                    seen = seen.With(record.Partition, record.Offset);
                    events.Add(new FeedEvent(FeedEventKind.Flagged, seen, entry));
                }
            }

            return (events, reached);
        }
        finally
        {
            _catchUps.Release();
        }
    }

    /// <summary>False where the heartbeat came first.</summary>
    private async Task<bool> WaitAsync(Task change, CancellationToken cancellationToken)
    {
        await change.WaitAsync(options.Value.Heartbeat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return change.IsCompletedSuccessfully;
    }
}
