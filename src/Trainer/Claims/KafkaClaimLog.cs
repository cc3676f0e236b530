using System.Collections.Concurrent;
using System.Text.Json;
using Confluent.Kafka;

namespace FakeNews.Trainer.Claims;

/// <summary>Claims on partition 0 of a Kafka topic: whatever several trainers write at a time, the broker puts in one order, and all of them read it.</summary>
public sealed class KafkaClaimLog : IClaimLog, IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly ClaimLedger _ledger = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<bool>> _awaited = new();
    private readonly Dictionary<long, bool> _counted = [];
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly IProducer<string, byte[]> _producer;
    private readonly TopicPartition _place;
    private readonly Thread _reading;

    /// <summary>Connects and begins to read.</summary>
    /// <param name="client">Addresses and security of the brokers.</param>
    /// <param name="topic">The topic.</param>
    public KafkaClaimLog(ClientConfig client, string topic)
    {
        _place = new TopicPartition(topic, 0);
        _producer = new ProducerBuilder<string, byte[]>(new ProducerConfig(new Dictionary<string, string>(client)) { Acks = Acks.All, EnableIdempotence = true, LingerMs = 0, MessageTimeoutMs = 30_000 })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
        _reading = new Thread(() => Follow(client)) { IsBackground = true, Name = "claims" };
        _reading.Start();
    }

    /// <summary>Completes when everything that was said before the start has been read.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, ClaimState>> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _ledger.Triggers.Where(static trigger => trigger.Value is { Published: false, Done: false })];
            }
        }
    }

    /// <inheritdoc/>
    public ClaimState? StateOf(string trigger)
    {
        lock (_gate)
        {
            return _ledger.Triggers.GetValueOrDefault(trigger);
        }
    }

    /// <inheritdoc/>
    public long HighestRound(string series)
    {
        lock (_gate)
        {
            return _ledger.HighestRound(series);
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? LastClaimed(string series)
    {
        lock (_gate)
        {
            return _ledger.LastClaimed(series);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> SayAsync(ClaimRecord record, CancellationToken cancellationToken)
    {
        var message = new Message<string, byte[]> { Key = record.Trigger, Value = JsonSerializer.SerializeToUtf8Bytes(record, ClaimJson.Default.ClaimRecord) };
        var kept = await _producer.ProduceAsync(_place, message, cancellationToken);
        TaskCompletionSource<bool> awaited;
        lock (_gate)
        {
            if (_counted.Remove(kept.Offset.Value, out var counts))
            {
                return counts;
            }

            awaited = _awaited.GetOrAdd(kept.Offset.Value, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return await awaited.Task.WaitAsync(Bound, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _reading.Join();
        _producer.Dispose();
        _stop.Dispose();
    }

    private void Follow(ClientConfig client)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig(new Dictionary<string, string>(client))
        {
            // The library insists on a group; nothing is ever committed or joined under it.
            GroupId = "fakenews-trainer.claims",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset(_place, Offset.Beginning));
        while (!_stop.IsCancellationRequested)
        {
            ConsumeResult<string, byte[]>? result;
            try
            {
                result = consumer.Consume(TimeSpan.FromMilliseconds(200));
            }
            catch (ConsumeException failure) when (!failure.Error.IsFatal)
            {
                continue;
            }

            if (result is { IsPartitionEOF: true })
            {
                _caughtUp.TrySetResult();
            }
            else if (result is not null)
            {
                Take(result.Offset.Value, result.Message.Value);
            }
        }
    }

    private void Take(long offset, byte[]? value)
    {
        ClaimRecord? record = null;
        try
        {
            record = JsonSerializer.Deserialize(value ?? [], ClaimJson.Default.ClaimRecord);
        }
        catch (JsonException)
        {
            // Anybody may write to a topic.
        }

        lock (_gate)
        {
            var counts = record is { Trigger: not null, Trainer: not null, Series: not null } && _ledger.Take(record);
            if (_awaited.TryRemove(offset, out var awaited))
            {
                awaited.SetResult(counts);
            }
            else
            {
                // Whose record it is may not know its offset yet; only the latest can be asked for.
                _counted[offset] = counts;
                _counted.Remove(offset - 1_000);
            }
        }
    }
}
