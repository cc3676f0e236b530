using System.Diagnostics;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;

namespace FakeNews.Bench;

/// <summary>An ordinary producer and a reader of the verdicts.</summary>
internal sealed class StreamClient : IDisposable
{
    private readonly string _articles;
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly IConsumer<byte[], byte[]> _verdicts;

    /// <summary>Connects.</summary>
    /// <param name="address">The broker.</param>
    /// <param name="articles">Topic of the articles.</param>
    /// <param name="verdicts">Topic of the verdicts.</param>
    public StreamClient(string address, string articles = "news.articles", string verdicts = "news.verdicts")
    {
        _articles = articles;
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = address, LingerMs = 5 }).Build();
        _verdicts = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = address,
            GroupId = $"bench-{verdicts}",
            IsolationLevel = IsolationLevel.ReadCommitted,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        }).Build();
        _verdicts.Subscribe(verdicts);
    }

    /// <summary>Sends articles and waits for the last verdict.</summary>
    public TimeSpan Judge(IEnumerable<BenchArticle> articles, string round, TimeSpan bound)
    {
        var waiting = new HashSet<string>();
        var started = Stopwatch.GetTimestamp();
        foreach (var article in articles)
        {
            var named = article.ToArticle() with { Id = $"{round}-{waiting.Count}-{article.Id}" };
            waiting.Add(named.Id);
            _producer.Produce(_articles, new()
            {
                Key = System.Text.Encoding.UTF8.GetBytes(named.Id),
                Value = JsonSerializer.SerializeToUtf8Bytes(named, ContractJson.Default.Article),
            });
        }

        while (waiting.Count > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"{waiting.Count} articles have no verdict after {bound}.");
            }

            if (_verdicts.Consume(TimeSpan.FromMilliseconds(200)) is { Message: not null } record)
            {
                waiting.Remove(JsonSerializer.Deserialize(record.Message.Value, ContractJson.Default.Verdict)!.ArticleId);
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _producer.Dispose();
        _verdicts.Dispose();
    }
}
