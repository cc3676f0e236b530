using System.Collections.Concurrent;
using System.Text.Json;
using Confluent.Kafka;

namespace FakeNews.EndToEnd.Tests.Swap;

/// <summary>Articles that are sent without a pause, a bounded number ahead of their verdicts, and the verdicts.</summary>
internal sealed class ArticleStream(string bootstrapServers) : IDisposable
{
    private const int Ahead = 30;

    private readonly ConcurrentDictionary<string, Sent> _sent = new(StringComparer.Ordinal);
    private readonly VerdictWatch _watch = new(bootstrapServers);
    private readonly CancellationTokenSource _noMore = new();
    private Task _sending = Task.CompletedTask;

    /// <summary>Articles that were sent, by id.</summary>
    public IReadOnlyDictionary<string, Sent> Articles => _sent;

    /// <summary>Verdicts, in the order in which they became visible.</summary>
    public IReadOnlyCollection<VerdictWatch.Seen> Verdicts => _watch.Verdicts;

    /// <summary>Dead letters.</summary>
    public IReadOnlyCollection<string> DeadLetters => _watch.DeadLetters;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _watch.Start();
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Waits until so many more articles, sent from now on, have come back under a version.</summary>
    public async Task JudgedByAsync(string version, int more, CancellationToken cancellation)
    {
        var from = DateTimeOffset.UtcNow;
        await VerdictWatch.UntilAsync(() => Verdicts.Count(seen => seen.Verdict.Model.Version == version && _sent[seen.Verdict.ArticleId].At >= from) >= more, cancellation);
    }

    /// <summary>Sends no more, and waits for the verdict of everything that was sent and a while longer, in which a doubled one would come.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await _noMore.CancelAsync();
        await _sending;
        await VerdictWatch.UntilAsync(() => _watch.Count >= _sent.Count, cancellation);
        await _watch.EndAsync();
    }

    public void Dispose()
    {
        _noMore.Cancel();
        _watch.Dispose();
        _noMore.Dispose();
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
            while (_sent.Count - Verdicts.Count >= Ahead && !_noMore.IsCancellationRequested)
            {
                await beat.WaitForNextTickAsync();
            }
        }

        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(30)));
    }

    /// <summary>An article.</summary>
    /// <param name="Words">Its words, by number.</param>
    /// <param name="At">Just before it was sent.</param>
    public sealed record Sent(IReadOnlyList<int> Words, DateTimeOffset At);
}
