using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Silo.Tests.Commands;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.DeadLetters;

/// <summary><c>fakenews dlq</c> as an operator types it, against a real broker and a running silo.</summary>
public sealed class DeadLettersVerbTests
{
    // What is broken also tries to steer the terminal.
    private const string Hostile = "{\"title\": \u001b]0;owned\u0007 \u202eoops";

    [Fact]
    public async Task Letters_are_listed_shown_exported_rehearsed_and_sent_back()
    {
        Requirement.Broker();
        await using var broker = await KafkaBroker.StartAsync();
        await using var served = await Served.StartAsync($"--Kafka:BootstrapServers={broker.BootstrapServers}", "--Kafka:Partitions=1", "--Samples:Replay=false");
        await WriteAsync(broker.BootstrapServers, [("hostile", System.Text.Encoding.UTF8.GetBytes(Hostile)), ("bytes", [0xFF, 0xFE]), ("empty", "{}"u8.ToArray())]);
        await CountAsync(broker, "news.articles.dlq", 3);

        var list = await RunAsync(broker, "list");
        Assert.Contains("3 letters: 1 invalid-utf8, 1 no-content, 1 not-json.", list.Output, StringComparison.Ordinal);
        Assert.Equal(3, list.Output.Split('\n').Count(static line => line.Contains("news.articles 0:", StringComparison.Ordinal)));
        // Transactions leave gaps between the offsets.
        var (hostile, bytes) = (Place(list, "not-json"), Place(list, "invalid-utf8"));
        var filtered = await RunAsync(broker, "list", "--reason", "not-json", "--since", "1h", "--partition", "0", "--limit", "5", "--Kafka:Client:client.dns.lookup=use_all_dns_ips");
        Assert.Contains("1 letter: 1 not-json.", filtered.Output, StringComparison.Ordinal);
        Assert.Contains("No letter matches", (await RunAsync(broker, "list", "--until", "1h")).Output, StringComparison.Ordinal);

        var shown = await RunAsync(broker, "show", hostile);
        Assert.Contains("Reason       not-json", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Key          hostile", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\\u{1B}]0;owned\\u{7} \\u{202E}oops", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Output, static character => character is '\u001b' or '\u202e');
        Assert.Equal(Hostile, (await RunAsync(broker, "show", hostile, "--raw")).Output);
        Assert.Contains("\\xFF\\xFE", (await RunAsync(broker, "show", bytes)).Output, StringComparison.Ordinal);

        var file = Path.Combine(Directory.CreateTempSubdirectory("fakenews-dlq-").FullName, "letters.jsonl");
        await RunAsync(broker, "export", file);
        var lines = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(static line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([0xFF, 0xFE], lines.Single(line => line.GetProperty("place").GetString() == bytes).GetProperty("value").GetProperty("base64").GetBytesFromBase64());
        Assert.Equal(3, lines.Length);
        (await Cli.RunAsync("dlq", "export", file, $"--Kafka:BootstrapServers={broker.BootstrapServers}")).AssertSentence(2, "exists already");

        var dry = await RunAsync(broker, "replay", "--dry-run");
        Assert.Contains("Would send 3 of 3 letters", dry.Output, StringComparison.Ordinal);
        var refused = await Cli.RunAsync("no\n"u8.ToArray(), "dlq", "replay", $"--Kafka:BootstrapServers={broker.BootstrapServers}");
        Assert.Equal((1, true), (refused.ExitCode, refused.Error.Contains("Nothing was sent.", StringComparison.Ordinal)));
        Assert.Equal(2, (await Cli.RunAsync("dlq", "replay", $"--Kafka:BootstrapServers={broker.BootstrapServers}")).ExitCode);
        Assert.Equal(3, await CountAsync(broker, "news.articles", 3));

        var sent = await RunAsync(broker, "replay", "--yes", "--letter", hostile, "--letter", hostile);
        Assert.StartsWith("1 letter sent back, 0 failed", sent.Output, StringComparison.Ordinal);
        Assert.Equal(4, await CountAsync(broker, "news.articles.dlq", 4));
        var again = await RunAsync(broker, "show", Place(await RunAsync(broker, "list", "--limit", "1"), "not-json"));
        Assert.Contains("Attempts     2", again.Output, StringComparison.Ordinal);
        Assert.Contains($"First letter {hostile}", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Header       attempts", again.Output, StringComparison.Ordinal);
        Assert.Contains("Would send 3 of 3 letters", (await RunAsync(broker, "replay", "--dry-run")).Output, StringComparison.Ordinal);
        (await Cli.RunAsync("dlq", "show", "0:99", $"--Kafka:BootstrapServers={broker.BootstrapServers}")).AssertSentence(1, "There is no letter 0:99");
    }

    private static string Place(CliResult list, string reason) => list.Output.Split('\n').Single(line => line.Contains(reason + "  ", StringComparison.Ordinal)).Split(' ')[0];

    private static async Task<CliResult> RunAsync(KafkaBroker broker, params string[] arguments)
    {
        var result = await Cli.RunAsync(["dlq", .. arguments, $"--Kafka:BootstrapServers={broker.BootstrapServers}"]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static async Task WriteAsync(string bootstrapServers, (string Key, byte[] Value)[] records)
    {
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = bootstrapServers }).Build();
        foreach (var (key, value) in records)
        {
            await producer.ProduceAsync("news.articles", new Message<string, byte[]> { Key = key, Value = value }, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Reads a topic from its beginning until so many records are there, and to its end.</summary>
    private static Task<int> CountAsync(KafkaBroker broker, string topic, int atLeast) => Task.Run(() =>
    {
        var configuration = new ConsumerConfig { BootstrapServers = broker.BootstrapServers, GroupId = "count", EnableAutoCommit = false, EnablePartitionEof = true };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(configuration).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(1));
        for (var count = 0; ;)
        {
            if (!consumer.Consume(bound.Token).IsPartitionEOF)
            {
                count++;
            }
            else if (count >= atLeast)
            {
                return count;
            }
        }
    });
}
