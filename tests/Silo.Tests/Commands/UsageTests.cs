using System.Net;
using System.Net.Sockets;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData]
    [InlineData("serve")]
    [InlineData("replay")]
    [InlineData("classify")]
    [InlineData("models")]
    [InlineData("models", "list")]
    [InlineData("models", "show")]
    [InlineData("models", "verify")]
    [InlineData("tail")]
    [InlineData("dlq")]
    [InlineData("dlq", "list")]
    [InlineData("dlq", "show")]
    [InlineData("dlq", "replay")]
    [InlineData("dlq", "export")]
    public async Task Help_ends_in_examples(params string[] verb)
    {
        var help = await Cli.RunAsync([.. verb, "--help"]);

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
        Assert.Contains($"  fakenews {string.Join(' ', verb)}".TrimEnd(), help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "nonsense")]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--Kafka:BootstrapServer=x", "did you mean Kafka:BootstrapServers?")]
    [InlineData("--Nothing:Like=this", "There is no setting Nothing:Like")]
    [InlineData("--Kafka:GroupId", "needs a value")]
    [InlineData("--Kafka:Partitions=many", "Kafka:Partitions")]
    [InlineData("--Feed:Remembered=0", "Feed:Remembered must be")]
    [InlineData("--Cluster:SiloName=a b", "Cluster:SiloName may have")]
    [InlineData("--Dashboard:Key=short", "at least 12 characters")]
    [InlineData("--urls=nonsense", "no address to listen on")]
    [InlineData("tail --after x", "partition:offset")]
    [InlineData("tail --count 0", "at least 1")]
    [InlineData("tail --url nonsense", "http address")]
    [InlineData("classify /there/is/none", "no file")]
    [InlineData("replay /there/is/none.jsonl", "no file")]
    [InlineData("replay", "FILE")]
    [InlineData("models list /there/is/none", "no folder")]
    [InlineData("dlq list", "Name a broker")]
    [InlineData("dlq list --since yesterday --Kafka:BootstrapServers=localhost:1", "--since must be")]
    [InlineData("dlq list --limit 0 --Kafka:BootstrapServers=localhost:1", "at least 1")]
    [InlineData("dlq show first --Kafka:BootstrapServers=localhost:1", "PARTITION:OFFSET")]
    [InlineData("dlq replay --letter 0 --Kafka:BootstrapServers=localhost:1", "PARTITION:OFFSET")]
    [InlineData("dlq export", "FILE")]
    [InlineData("--Cluster:Tls:Certificate=/there/is/none.pem", "which is no file")]
    public async Task What_can_not_be_understood_is_one_sentence_and_exit_code_2(string line, string sentence) =>
        (await Cli.RunAsync(line.StartsWith("--Cluster", StringComparison.Ordinal) ? [line] : line.Split(' '))).AssertSentence(2, sentence);

    [Fact]
    public async Task An_address_in_use_is_one_sentence_that_offers_another()
    {
        using var model = TinyModel.Write();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await Cli.RunAsync("--urls", $"http://127.0.0.1:{port}", $"--Models:Package={model.Folder}");

        result.AssertSentence(2, $"http://127.0.0.1:{port} is in use");
    }

    [Fact]
    public async Task A_missing_model_is_one_sentence_and_exit_code_1() =>
        (await Cli.RunAsync("--urls", "http://127.0.0.1:0", "--Models:Package=/there/is/none")).AssertSentence(1, "no model package");

    [Fact]
    public async Task A_damaged_model_is_found_before_anything_starts()
    {
        using var model = TinyModel.Write();
        await File.AppendAllTextAsync(Path.Combine(model.Folder, "vocab.txt"), "x", TestContext.Current.CancellationToken);

        (await Cli.RunAsync("models", "verify", model.Folder)).AssertSentence(1, "sha256");
        (await Cli.RunAsync("--urls", "http://127.0.0.1:0", $"--Models:Package={model.Folder}")).AssertSentence(1, "sha256");
    }

    [Fact]
    public async Task No_broker_at_the_other_end_is_one_sentence_and_exit_code_1() =>
        (await Cli.RunAsync("dlq", "list", "--Kafka:BootstrapServers=127.0.0.1:9", "--Kafka:BrokerTimeout=00:00:01")).AssertSentence(1, "check Kafka:BootstrapServers");

    [Fact]
    public async Task Nobody_at_the_other_end_is_one_sentence_and_exit_code_1() =>
        (await Cli.RunAsync("tail", "--url", "http://127.0.0.1:9")).AssertSentence(1, "There is no FakeNews at http://127.0.0.1:9/");
}
