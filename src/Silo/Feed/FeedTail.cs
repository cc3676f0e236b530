using FakeNews.Ingest.Reading;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Feed;

/// <summary>The one reader of the flagged topic in this process; it fills the ring that all clients read.</summary>
internal sealed partial class FeedTail(FeedRing ring, IFlaggedLog log, IOptions<FeedOptions> options, TimeProvider time, ILogger<FeedTail> logger)
    : BackgroundService
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = _firstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!ring.Started)
                {
                    ring.Begin(await FindStartAsync(stoppingToken));
                }

                await foreach (var record in log.FollowAsync(ring.Last, stoppingToken))
                {
                    pause = _firstPause;
                    if (FeedEntry.TryRead(record, out var entry))
                    {
                        ring.Append(entry);
                    }
                    else
                    {
                        ring.Skip(record);
                        LogUnreadable(record.Partition, record.Offset);
                    }
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                LogFailed(exception.Message, pause.TotalSeconds);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = TimeSpan.FromTicks(Math.Min(_longestPause.Ticks, pause.Ticks * 2));
        }
    }

    /// <summary>Far enough back that the ring is full of what is already there.</summary>
    private async Task<TopicPosition> FindStartAsync(CancellationToken cancellationToken)
    {
        var extents = await log.GetExtentAsync(cancellationToken);
        var share = Math.Max(1, options.Value.Remembered / Math.Max(1, extents.Count));
        return Positions.Of(extents.Select(extent => (extent.Partition, Math.Max(extent.Begin, extent.End - share) - 1)));
    }

    [LoggerMessage(LogLevel.Warning, "The feed can't read the flagged topic ({Reason}); it tries again in {Seconds} s.")]
    private partial void LogFailed(string reason, double seconds);

    [LoggerMessage(LogLevel.Warning, "Record {Partition}:{Offset} of the flagged topic is not a verdict; the feed passes it by.")]
    private partial void LogUnreadable(int partition, long offset);
}
