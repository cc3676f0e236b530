namespace FakeNews.Silo.Labels;

/// <summary>Follows the labels' topic from its beginning into the book.</summary>
internal sealed partial class LabelTail(LabelBook book, ILabelLog log, TimeProvider time, ILogger<LabelTail> logger) : BackgroundService
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
                await foreach (var record in log.FollowAsync(book.Position, stoppingToken))
                {
                    pause = _firstPause;
                    if (!book.Read(record))
                    {
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

    [LoggerMessage(LogLevel.Warning, "The labels' topic can't be read ({Reason}); it is tried again in {Seconds} s.")]
    private partial void LogFailed(string reason, double seconds);

    [LoggerMessage(LogLevel.Warning, "Record {Partition}:{Offset} of the labels' topic is no label; it is passed by.")]
    private partial void LogUnreadable(int partition, long offset);
}
