using System.Reflection;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests;

/// <summary>
/// The product as a stranger runs it: a real broker, <c>fakenews serve</c> as a process of its own, an ordinary producer, an ordinary feed client. With the
/// shared folder the articles are the held-out part of ISOT, without it the project's own samples.
/// </summary>
public sealed class WholeWayTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Every_article_has_one_verdict_or_dead_letter_the_feed_has_all_flagged_ones_and_the_lag_is_zero()
    {
        Requirement.Broker();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Bound);
        await using var broker = await KafkaBroker.StartAsync();
        await using var silo = ProgramProcess.Start("fakenews", "serve", "--urls", "http://127.0.0.1:0", $"--Kafka:BootstrapServers={broker.BootstrapServers}");
        using var http = new HttpClient { BaseAddress = await AddressAsync(silo), Timeout = Timeout.InfiniteTimeSpan };

        var articles = await ArticlesAsync();
        var broken = new[] { "not json", "[1, 2]", """{"id":"empty"}""" };
        Send(broker.BootstrapServers, [.. articles.Select(article => (article.Id, article.Line)), .. broken.Select(line => ("broken", line))]);

        var feed = new FeedClient(http);
        var early = feed.ReadUntilAsync(seen => seen >= 5, limit.Token);
        var results = Results.Read(broker.BootstrapServers, articles.Count + broken.Length, limit.Token);
        await early;

        AssertOneVerdictEach(articles, results);
        Assert.Equal(broken.Order(StringComparer.Ordinal), results.DeadLetters.Order(StringComparer.Ordinal));
        await AssertClassifySaysTheSameAsync(articles, results);
        AssertAccuracy(articles, results);

        var flagged = results.Verdicts.Where(verdict => verdict.Decision != Decision.Pass).Select(verdict => verdict.ArticleId).Order(StringComparer.Ordinal).ToArray();
        await feed.ReadUntilAsync(seen => seen >= flagged.Length, limit.Token);
        Assert.Equal(flagged, feed.Articles.Order(StringComparer.Ordinal));

        await AssertNoLagAsync(broker.BootstrapServers);
        Assert.Equal(0, await silo.StopAsync(TimeSpan.FromSeconds(40)));
    }

    private static async Task<Uri> AddressAsync(ProgramProcess silo)
    {
        var line = await silo.WaitForLineAsync(line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]);
    }

    private static async Task<List<(string Id, string Line, int? Label)>> ArticlesAsync()
    {
        string lines;
        if (SharedFolder.Find("data/isot/isot_bodies.csv.gz") is not null)
        {
            var trainer = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "TrainerPath").Value!;
            (var exit, lines, var errors) = await ProgramProcess.RunAsync(
                Path.Combine(SharedFolder.Repository, "tests", "EndToEnd.Tests", trainer), "", TimeSpan.FromMinutes(2),
                "split", "--data", SharedFolder.Find("data")!, "--part", "held-out");
            Assert.True(exit == 0, errors);
        }
        else
        {
            lines = await File.ReadAllTextAsync(Path.Combine(SharedFolder.Repository, "samples", "articles.jsonl"));
        }

        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var article = JsonDocument.Parse(line);
            return (article.RootElement.GetProperty("id").GetString()!, line, article.RootElement.TryGetProperty("label", out var label) ? label.GetInt32() : (int?)null);
        })];
    }

    private static void Send(string bootstrapServers, IReadOnlyList<(string Key, string Value)> records)
    {
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = bootstrapServers, EnableIdempotence = true }).Build();
        foreach (var (key, value) in records)
        {
            producer.Produce("news.articles", new() { Key = key, Value = value });
        }

        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(30)));
    }

    private static void AssertOneVerdictEach(IReadOnlyList<(string Id, string Line, int? Label)> articles, Results results) =>
        Assert.Equal(articles.Select(article => article.Id).Order(StringComparer.Ordinal), results.Verdicts.Select(verdict => verdict.ArticleId).Order(StringComparer.Ordinal));

    private static async Task AssertClassifySaysTheSameAsync(IReadOnlyList<(string Id, string Line, int? Label)> articles, Results results)
    {
        var (exit, lines, errors) = await ProgramProcess.RunAsync(
            "fakenews", string.Join('\n', articles.Select(article => article.Line)) + "\n", TimeSpan.FromMinutes(4), "classify", "-");
        Assert.True(exit == 0, errors);
        var classified = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize(line, ContractJson.Default.Verdict)!)
            .ToDictionary(verdict => verdict.ArticleId, StringComparer.Ordinal);
        Assert.Equal(articles.Count, classified.Count);
        foreach (var verdict in results.Verdicts)
        {
            var twin = classified[verdict.ArticleId];
            Assert.Equal((twin.Label, twin.Decision, twin.Model, twin.Tokens), (verdict.Label, verdict.Decision, verdict.Model, verdict.Tokens));

            // Another group size means another order of summation, and no more than that.
            Assert.Equal(twin.FakeProbability ?? -1, verdict.FakeProbability ?? -1, 1e-5);
        }
    }

    private void AssertAccuracy(IReadOnlyList<(string Id, string Line, int? Label)> articles, Results results)
    {
        var labels = articles.Where(article => article.Label is not null).ToDictionary(article => article.Id, article => (VerdictLabel)article.Label!.Value, StringComparer.Ordinal);
        if (labels.Count == 0)
        {
            return;
        }

        var right = results.Verdicts.Count(verdict => verdict.Label == labels[verdict.ArticleId]);
        var reported = ModelPackage.Open(Path.Combine(SharedFolder.Repository, "models", "demo")).Manifest.Metrics["heldOut.accuracy"];
        output.WriteLine($"{right} of {labels.Count} right; the trainer reported {reported:F4}");

        // The manifest has six decimals: not one article may be judged otherwise than by the trainer.
        Assert.Equal(reported, Math.Round((double)right / labels.Count, 6));
    }

    private static async Task AssertNoLagAsync(string bootstrapServers)
    {
        var table = await KafkaBroker.RunToolAsync("kafka-consumer-groups.sh", "--bootstrap-server", bootstrapServers, "--describe", "--group", "fakenews");
        var rows = table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length > 5 && row[1] == "news.articles").ToArray();
        Assert.NotEmpty(rows);

        // Columns: GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG ...; a partition that never had a record has no offset and no lag.
        Assert.All(rows, row => Assert.True(row[5] is "0" || row[4] is "0", string.Join(' ', row)));
    }

    /// <summary>Everything a <c>read_committed</c> reader sees.</summary>
    private sealed record Results(List<Verdict> Verdicts, List<string> DeadLetters)
    {
        public static Results Read(string bootstrapServers, int count, CancellationToken cancellationToken)
        {
            using var consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
            {
                BootstrapServers = bootstrapServers,
                GroupId = "whole-way",
                IsolationLevel = IsolationLevel.ReadCommitted,
                AutoOffsetReset = AutoOffsetReset.Earliest,
                EnableAutoCommit = false,
            }).Build();
            consumer.Subscribe(["news.verdicts", "news.articles.dlq"]);
            var results = new Results([], []);
            while (results.Verdicts.Count + results.DeadLetters.Count < count)
            {
                var record = consumer.Consume(cancellationToken);
                results.Keep(record);
            }

            // One more than sent would come here.
            for (var quiet = 0; quiet < 3;)
            {
                if (consumer.Consume(TimeSpan.FromSeconds(1)) is { } more)
                {
                    results.Keep(more);
                }
                else
                {
                    quiet++;
                }
            }

            return results;
        }

        private void Keep(ConsumeResult<Ignore, byte[]> record)
        {
            if (record.Topic == "news.verdicts")
            {
                Verdicts.Add(JsonSerializer.Deserialize(record.Message.Value, ContractJson.Default.Verdict)!);
            }
            else
            {
                DeadLetters.Add(Encoding.UTF8.GetString(record.Message.Value));
            }
        }
    }
}
