using System.Text.Json;
using Confluent.Kafka;

namespace FakeNews.Chaos.Progress;

/// <summary>
/// A read_committed reader of the verdicts, as any downstream program is one: how long after a verdict was reached can it be read? Exactly-once adds the wait for
/// its transaction to that time.
/// </summary>
/// <param name="bootstrap">The brokers.</param>
/// <param name="topic">The verdicts' topic.</param>
/// <param name="isQuiet">Whether no fault is under way.</param>
public sealed class Visibility(string bootstrap, string topic, Func<bool> isQuiet)
{
    // A verdict of a silo whose clock was set an hour off says nothing of the time that passed.
    private static readonly TimeSpan Credible = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(1);
    private readonly Dictionary<int, long> _next = [];
    private long _loudAt = TimeProvider.System.GetTimestamp();

    /// <summary>The times of all verdicts, whatever happened meanwhile.</summary>
    public Percentiles All { get; } = new();

    /// <summary>The times while nothing happened and everything earlier was recovered from.</summary>
    public Percentiles Quiet { get; } = new();

    /// <summary>Reads until told to stop.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.Factory.StartNew(() => Read(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Read(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                ReadOn(cancellation);
            }
            catch (KafkaException)
            {
                // The client gave up, or no broker could be asked for the partitions: a new one goes on where this one was.
                cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            }
        }
    }

    private void ReadOn(CancellationToken cancellation)
    {
        using var consumer = Build();
        using (var metadata = new DependentAdminClientBuilder(consumer.Handle).Build())
        {
            // Assigned, not subscribed: a member that a pause threw out of its group would begin anew.
            consumer.Assign(metadata.GetMetadata(topic, Patience).Topics.Single().Partitions.Select(partition =>
                new TopicPartitionOffset(topic, partition.PartitionId, new Offset(_next.GetValueOrDefault(partition.PartitionId)))));
        }

        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is { } verdict)
                {
                    _next[verdict.Partition.Value] = verdict.Offset.Value + 1;
                    Take(verdict.Message.Value);
                }
            }
            catch (ConsumeException exception) when (!exception.Error.IsFatal)
            {
                // Brokers come back; the reader goes on where it was.
            }
        }
    }

    private IConsumer<Ignore, byte[]> Build() => new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
    {
        BootstrapServers = bootstrap,
        GroupId = "fakenews-chaos-reader",
        EnableAutoCommit = false,
        IsolationLevel = IsolationLevel.ReadCommitted,
        AutoOffsetReset = AutoOffsetReset.Earliest,
        FetchWaitMaxMs = 50,
        ReconnectBackoffMaxMs = 500,
    }).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();

    private void Take(byte[] verdict)
    {
        using var document = JsonDocument.Parse(verdict);
        var waited = DateTimeOffset.UtcNow - document.RootElement.GetProperty("classifiedAt").GetDateTimeOffset();
        if (waited.Duration() > Credible)
        {
            return;
        }

        All.Add(waited);
        if (!isQuiet())
        {
            _loudAt = TimeProvider.System.GetTimestamp();
        }
        else if (TimeProvider.System.GetElapsedTime(_loudAt) > waited + SettledAfter)
        {
            Quiet.Add(waited);
        }
    }
}
