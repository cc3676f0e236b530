using System.Text.Json;
using Confluent.Kafka;

namespace FakeNews.Chaos.Progress;

/// <summary>
/// A read_committed reader of the verdicts, as any downstream program is one: how long after a verdict was reached can it be read? Exactly-once adds the wait for
/// its transaction to that time.
/// </summary>
/// <param name="bootstrap">The brokers.</param>
/// <param name="topic">The verdicts' topic.</param>
public sealed class Visibility(string bootstrap, string topic)
{
    private readonly List<double> _milliseconds = [];

    /// <summary>Reads until told to stop.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.Factory.StartNew(() => Read(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The time below which a share of the verdicts stayed, in milliseconds; null without verdicts.</summary>
    public double? Percentile(double share)
    {
        double[] sorted;
        lock (_milliseconds)
        {
            sorted = [.. _milliseconds.Order()];
        }

        return sorted.Length == 0 ? null : sorted[(int)((sorted.Length - 1) * share)];
    }

    private void Read(CancellationToken cancellation)
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrap,
            GroupId = "fakenews-chaos-reader",
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            FetchWaitMaxMs = 50,
            ReconnectBackoffMaxMs = 500,
        }).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        consumer.Subscribe(topic);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is { } verdict)
                {
                    Take(verdict.Message.Value);
                }
            }
            catch (ConsumeException)
            {
                // Brokers come back; the reader goes on where it was.
            }
        }

        consumer.Close();
    }

    private void Take(byte[] verdict)
    {
        using var document = JsonDocument.Parse(verdict);
        var waited = DateTimeOffset.UtcNow - document.RootElement.GetProperty("classifiedAt").GetDateTimeOffset();
        lock (_milliseconds)
        {
            _milliseconds.Add(waited.TotalMilliseconds);
        }
    }
}
