using System.Collections.Concurrent;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;

namespace FakeNews.EndToEnd.Tests.Swap;

/// <summary>
/// Articles that are sent without a pause, a bounded number ahead of their verdicts, and everything a <c>read_committed</c> reader sees of them.
/// </summary>
internal sealed class ArticleStream(string bootstrapServers) : IDisposable
{
    private const int Ahead = 30;

    private readonly ConcurrentDictionary<string, Sent> _sent = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Seen> _seen = [];
    private readonly ConcurrentQueue<string> _deadLetters = [];
    private readonly CancellationTokenSource _noMore = new();
    private readonly CancellationTokenSource _end = new();
    private Task _sending = Task.CompletedTask;
    private Task _reading = Task.CompletedTask;

    /// <summary>Articles that were sent, by id.</summary>
    public IReadOnlyDictionary<string, Sent> Articles => _sent;

    /// <summary>Verdicts, in the order in which they became visible.</summary>
    public IReadOnlyCollection<Seen> Verdicts => _seen;

    /// <summary>Dead letters.</summary>
    public IReadOnlyCollection<string> DeadLetters => _deadLetters;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Waits until so many more articles, sent from now on, have come back under a version.</summary>
    public async Task JudgedByAsync(string version, int more, CancellationToken cancellation)
    {
        var from = DateTimeOffset.UtcNow;
        await UntilAsync(() => _seen.Count(seen => seen.Verdict.Model.Version == version && _sent[seen.Verdict.ArticleId].At >= from) >= more, cancellation);
    }

    /// <summary>Sends no more, and waits for the verdict of everything that was sent and a while longer, in which a doubled one would come.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await _noMore.CancelAsync();
        await _sending;
        await UntilAsync(() => _seen.Count + _deadLetters.Count >= _sent.Count, cancellation);
        await _end.CancelAsync();
        await _reading;
    }

    public void Dispose()
    {
        _noMore.Cancel();
        _end.Cancel();
        _noMore.Dispose();
        _end.Dispose();
    }

    private static async Task UntilAsync(Func<bool> holds, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!holds())
        {
            await beat.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task SendAsync()
    {
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = bootstrapServers, EnableIdempotence = true, LingerMs = 5 }).Build();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var random = new Random(42);
        for (var number = 0; !_noMore.IsCancellationRequested; number++)
        {
            int[] words = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(WeighedVersion.Words.Count))];
            var id = FormattableString.Invariant($"article-{number}");
            _sent[id] = new Sent(words, DateTimeOffset.UtcNow);
            var article = new { id, title = WeighedVersion.Words[words[0]], text = string.Join(' ', words.Skip(1).Select(word => WeighedVersion.Words[word])) };
            producer.Produce("news.articles", new() { Key = id, Value = JsonSerializer.Serialize(article) });
            while (_sent.Count - _seen.Count >= Ahead && !_noMore.IsCancellationRequested)
            {
                await beat.WaitForNextTickAsync();
            }
        }

        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(30)));
    }

    private void Read()
    {
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "swap-audit",
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
            _deadLetters.Enqueue(System.Text.Encoding.UTF8.GetString(record.Message.Value));
        }
    }

    /// <summary>An article.</summary>
    /// <param name="Words">Its words, by number.</param>
    /// <param name="At">Just before it was sent.</param>
    public sealed record Sent(IReadOnlyList<int> Words, DateTimeOffset At);

    /// <summary>A verdict.</summary>
    /// <param name="Verdict">What was published.</param>
    /// <param name="At">Just after it was seen committed.</param>
    public sealed record Seen(Verdict Verdict, DateTimeOffset At);
}
