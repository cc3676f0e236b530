using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Replay;

/// <summary>Sends articles to a topic at a rate, as an ordinary producer would. Record timestamps are the time of sending.</summary>
public sealed class Replayer(KafkaConnection connection, TimeProvider time, ILogger<Replayer> log)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends the records in order.</summary>
    /// <param name="records">What to send.</param>
    /// <param name="topic">Where to; null for the articles' topic. Missing topics of the product are made first.</param>
    /// <param name="rate">Records per second; null for as fast as the broker takes them.</param>
    /// <param name="progress">Told about twice a second.</param>
    /// <param name="cancellationToken">Ends the replay after what is under way; the summary says how far it came.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="KafkaException">The broker can't be reached, or refuses altogether.</exception>
    public async Task<ReplayProgress> SendAsync(
        IEnumerable<ReplayRecord> records, string? topic = null, double? rate = null, IProgress<ReplayProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate ?? 1, nameof(rate));
        await new TopicSetup(connection, log).EnsureAsync().ConfigureAwait(false);
        using var producer = connection.Build(connection.Producer("replay"));
        var tally = new Tally(time);
        var reported = time.GetTimestamp();
        var handed = 0L;
        foreach (var record in records)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (rate is { } perSecond)
            {
                var due = TimeSpan.FromSeconds(handed / perSecond) - tally.Elapsed;
                if (due > TimeSpan.Zero)
                {
                    await Task.Delay(due, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }

            await HandOverAsync(producer, topic ?? connection.Options.Topics.Articles, record, tally).ConfigureAwait(false);
            handed++;
            if (progress is not null && time.GetElapsedTime(reported) >= ReportEvery)
            {
                reported = time.GetTimestamp();
                progress.Report(tally.Now());
            }
        }

        await Task.Run(() => producer.Flush(TimeSpan.FromMinutes(1)), CancellationToken.None).ConfigureAwait(false);
        var summary = tally.Now();
        progress?.Report(summary);
        return summary;
    }

    private static async Task HandOverAsync(IProducer<byte[]?, byte[]?> producer, string topic, ReplayRecord record, Tally tally)
    {
        while (true)
        {
            try
            {
                var message = new Message<byte[]?, byte[]?> { Key = record.Key, Value = record.Value, Headers = record.Headers };
                producer.Produce(topic, message, report => tally.Count(report.Error, record.Value?.Length ?? 0));
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                await Task.Run(() => producer.Flush(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == ErrorCode.MsgSizeTooLarge)
            {
                tally.Count(exception.Error, 0);
                return;
            }
        }
    }

    private sealed class Tally(TimeProvider time)
    {
        private readonly Lock _gate = new();
        private readonly long _started = time.GetTimestamp();
        private long _sent;
        private long _failed;
        private long _bytes;
        private string? _problem;

        public TimeSpan Elapsed => time.GetElapsedTime(_started);

        public void Count(Error error, int bytes)
        {
            lock (_gate)
            {
                if (error.IsError)
                {
                    _failed++;
                    _problem = BrokerErrors.Sentence(error);
                }
                else
                {
                    _sent++;
                    _bytes += bytes;
                }
            }
        }

        public ReplayProgress Now()
        {
            lock (_gate)
            {
                return new ReplayProgress(_sent, _failed, _bytes, Elapsed, _problem);
            }
        }
    }
}
