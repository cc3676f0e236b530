using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;

namespace FakeNews.EndToEnd.Tests;

/// <summary>Everything that a <c>read_committed</c> reader sees of verdicts and dead letters, as it comes.</summary>
internal sealed class VerdictWatch(string bootstrapServers) : IDisposable
{
    private readonly ConcurrentQueue<Seen> _seen = [];
    private readonly ConcurrentQueue<string> _deadLetters = [];
    private readonly CancellationTokenSource _end = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Verdicts, in the order in which they became visible.</summary>
    public IReadOnlyCollection<Seen> Verdicts => _seen;

    /// <summary>Dead letters.</summary>
    public IReadOnlyCollection<string> DeadLetters => _deadLetters;

    /// <summary>Verdicts and dead letters.</summary>
    public int Count => _seen.Count + _deadLetters.Count;

    /// <summary>Begins.</summary>
    public void Start() => _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Looks again and again until something holds of what was seen.</summary>
    public static async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!holds())
        {
            await beat.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>Reads on for a while, in which a doubled verdict would come, and ends.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _reading;
    }

    public void Dispose()
    {
        _end.Cancel();
        // Its client is gone before the broker is.
        _reading.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _end.Dispose();
    }

    private void Read()
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "verdict-watch",
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            AllowAutoCreateTopics = true,
        }).Build();
        consumer.Subscribe(["news.verdicts", "news.articles.dlq"]);
        var quiet = 0;
        while (quiet < 3)
        {
            if (Next(consumer) is { } record)
            {
                Keep(record);
                quiet = 0;
            }
            else if (_end.IsCancellationRequested)
            {
                quiet++;
            }
        }
    }

    private static ConsumeResult<Ignore, byte[]>? Next(IConsumer<Ignore, byte[]> consumer)
    {
        try
        {
            return consumer.Consume(TimeSpan.FromMilliseconds(500));
        }
        catch (ConsumeException e) when (e.Error.Code == Confluent.Kafka.ErrorCode.UnknownTopicOrPart)
        {
            // The topic comes with its first record.
            return null;
        }
    }

    private void Keep(ConsumeResult<Ignore, byte[]> record)
    {
        if (record.Topic == "news.verdicts")
        {
            _seen.Enqueue(new Seen(JsonSerializer.Deserialize(record.Message.Value, ContractJson.Default.Verdict)!, DateTimeOffset.UtcNow));
        }
        else
        {
            _deadLetters.Enqueue(Encoding.UTF8.GetString(record.Message.Value));
        }
    }

    /// <summary>A verdict.</summary>
    /// <param name="Verdict">What was published.</param>
    /// <param name="At">Just after it was seen committed.</param>
    public sealed record Seen(Verdict Verdict, DateTimeOffset At);
}
