using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Tests.Support;

/// <summary>A tail at work over a topic in memory.</summary>
internal sealed class RunningFeed : IAsyncDisposable
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(30);
    private readonly FeedTail _tail;

    private RunningFeed(FeedTail tail, FeedRing ring, FeedReading reading) => (_tail, Ring, Reading) = (tail, ring, reading);

    public FeedRing Ring { get; }

    public FeedReading Reading { get; }

    public static async Task<RunningFeed> StartAsync(MemoryLog log, int remembered)
    {
        var options = Options.Create(new FeedOptions { Remembered = remembered });
        var ring = new FeedRing(remembered);
        var tail = new FeedTail(ring, log, options, TimeProvider.System, NullLogger<FeedTail>.Instance);
        await tail.StartAsync(CancellationToken.None);
        return new RunningFeed(tail, ring, new FeedReading(ring, log, options, TimeProvider.System));
    }

    /// <summary>Waits until the tail has read so far.</summary>
    public async Task UntilReadAsync(TopicPosition position)
    {
        using var bound = new CancellationTokenSource(_bound);
        await foreach (var happening in Reading.ReadAsync(TopicPosition.Start, bound.Token))
        {
            if (Ring.Last.Covers(position))
            {
                return;
            }

            _ = happening;
        }
    }

    /// <summary>The next flagged articles after a position.</summary>
    public async Task<List<FeedEvent>> TakeAsync(TopicPosition after, int count)
    {
        List<FeedEvent> taken = [];
        if (count == 0)
        {
            return taken;
        }

        using var bound = new CancellationTokenSource(_bound);
        await foreach (var happening in Reading.ReadAsync(after, bound.Token))
        {
            if (happening.Kind == FeedEventKind.Flagged)
            {
                taken.Add(happening);
                if (taken.Count == count)
                {
                    break;
                }
            }
        }

        return taken;
    }

    /// <summary>The next events of any kind.</summary>
    public async Task<List<FeedEvent>> EventsAsync(TopicPosition after, int count)
    {
        List<FeedEvent> taken = [];
        using var bound = new CancellationTokenSource(_bound);
        await foreach (var happening in Reading.ReadAsync(after, bound.Token))
        {
            taken.Add(happening);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _tail.StopAsync(CancellationToken.None);
        _tail.Dispose();
        Reading.Dispose();
    }
}
