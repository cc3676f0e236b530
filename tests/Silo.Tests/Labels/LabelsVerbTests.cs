using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.Commands;

namespace FakeNews.Silo.Tests.Labels;

/// <summary><c>fakenews labels</c> as a person types it, against a running silo with its own broker.</summary>
public sealed class LabelsVerbTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Words_are_listed_shown_exported_and_added()
    {
        var key = ApiKey.Create();
        await using var served = await Served.StartAsync(
            "--Samples:Replay=false", "--Security:Keys:0:Name=cleo", $"--Security:Keys:0:Hash={ApiKey.Hash(key)}", "--Security:Keys:0:Roles:0=reviewer");
        await WriteAsync(served.Broker, "news.labels",
        [
            Label("a1", ReviewLabel.Real, "ada", 0),
            Label("a1", ReviewLabel.Fake, "ada", 1),
            Label("a1", ReviewLabel.Fake, "bob", 2),
            Label("a2", ReviewLabel.Real, "ada", 3),
            Label("a2", ReviewLabel.Fake, "bob", 4),
            Label("a3", ReviewLabel.Unsure, "bob", 5),
            // What is no label, and what tries to steer the terminal.
            ("x", "no label"u8.ToArray()),
            Label("a4", ReviewLabel.Real, "ada", 6, "\u001b]0;owned\u0007 title"),
        ]);
        await WriteAsync(served.Broker, "news.articles", [("n1", Encoding.UTF8.GetBytes("""{"id":"n1","title":"Council approves budget","text":"The council voted on Tuesday."}"""))]);

        var list = await RunAsync(served.Broker, "list");
        Assert.Contains("6 labels on 4 articles: 3 fake, 2 real, 1 unsure.", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list.Output);
        Assert.Contains("3 labels on 3 articles: 2 fake, 1 unsure.", (await RunAsync(served.Broker, "list", "--reviewer", "bob")).Output, StringComparison.Ordinal);
        Assert.Contains("2 labels on 2 articles", (await RunAsync(served.Broker, "list", "--since", "2026-03-01T12:05Z")).Output, StringComparison.Ordinal);
        Assert.Contains("The newest 1 are shown", (await RunAsync(served.Broker, "list", "--limit", "1")).Output, StringComparison.Ordinal);
        Assert.Contains("No label matches.", (await RunAsync(served.Broker, "list", "--reviewer", "nobody")).Output, StringComparison.Ordinal);
        var json = Objects((await RunAsync(served.Broker, "list", "--json", "--label", "unsure")).Output);
        Assert.Equal(("a3", "bob", "unsure"), json.Select(static line => (Text(line, "articleId"), Text(line, "reviewer"), Text(line, "label"))).Single());

        var shown = (await RunAsync(served.Broker, "show", "a1")).Output;
        Assert.Contains("Together  fake", shown, StringComparison.Ordinal);
        Assert.Contains("bob: fake", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("real", shown, StringComparison.Ordinal);
        Assert.Contains("text of a1", shown, StringComparison.Ordinal);

        var file = Path.Combine(Directory.CreateTempSubdirectory("fakenews-labels-").FullName, "labelled.jsonl");
        var exported = await RunAsync(served.Broker, "export", file);
        Assert.Contains("2 articles exported, 2 left out", exported.Error, StringComparison.Ordinal);
        var lines = Objects(await File.ReadAllTextAsync(file, Cancellation));
        Assert.Equal([("a1", "fake", "text of a1"), ("a4", "real", "text of a4")], lines.Select(static line => (Text(line, "id"), Text(line, "label"), Text(line, "text"))).Order());
        Assert.Equal(["a2"], Objects((await RunAsync(served.Broker, "export", "-", "--reviewer", "bob", "--since", "2026-03-01T12:03Z")).Output).Select(static line => Text(line, "id")));
        (await Cli.RunAsync("labels", "export", file, Brokers(served.Broker))).AssertSentence(2, "exists already");
        (await Cli.RunAsync("labels", "show", "nothing", Brokers(served.Broker))).AssertSentence(1, "no label on the article nothing");
        (await Cli.RunAsync("labels", "list", "--label", "perhaps", Brokers(served.Broker))).AssertSentence(2, "fake, real or unsure");
        (await Cli.RunAsync("labels", "list", "--since", "yesterday", Brokers(served.Broker))).AssertSentence(2, "--since");

        var added = await Cli.RunWithKeyAsync(key, "labels", "add", "0:0", "real", "--note", "calm", "--url", served.Page.ToString());
        Assert.True(added.ExitCode == 0, added.Error);
        Assert.Equal("n1: cleo says real; together real.", added.Output.Trim());
        Assert.Equal("calm", Text(Objects((await RunAsync(served.Broker, "list", "--json", "--reviewer", "cleo")).Output).Single(), "note"));
        (await Cli.RunAsync("labels", "add", "0:0", "real", "--url", served.Page.ToString())).AssertSentence(1, "key");
        (await Cli.RunWithKeyAsync(key, "labels", "add", "0:99", "real", "--url", served.Page.ToString())).AssertSentence(1, "no article at this place");
        (await Cli.RunAsync("labels", "add", "here", "real")).AssertSentence(2, "PARTITION:OFFSET");
    }

    private static string Brokers(string broker) => $"--Kafka:BootstrapServers={broker}";

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static JsonElement[] Objects(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    private static (string Key, byte[] Value) Label(string article, ReviewLabel label, string reviewer, int minute, string? title = null) =>
        (article, LabelRecord.Write(new(article, label, reviewer, title ?? $"title of {article}", $"text of {article}", Day.AddMinutes(minute))));

    private static async Task<CliResult> RunAsync(string broker, params string[] arguments)
    {
        var result = await Cli.RunAsync(["labels", .. arguments, Brokers(broker)]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static async Task WriteAsync(string broker, string topic, (string Key, byte[] Value)[] records)
    {
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = broker }).Build();
        foreach (var (name, value) in records)
        {
            await producer.ProduceAsync(new TopicPartition(topic, 0), new Message<string, byte[]> { Key = name, Value = value }, Cancellation);
        }
    }
}
