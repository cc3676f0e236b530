using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Life;

/// <summary>
/// A real broker, <c>fakenews serve</c> with the bundled model, and two <c>fakenews-trainer serve</c>, all as processes of their own: labels of a new kind of article
/// arrive, a retraining starts by itself, its trainer is killed and comes back, and one candidate, no more, is proposed and loaded.
/// </summary>
public sealed class RetrainingTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-life-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Labels_lead_to_one_candidate_although_the_trainer_is_killed_and_is_not_alone()
    {
        Requirement.Broker();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Bound);
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(Path.Combine(_folder, "key"), key, limit.Token);
        MadeUpArticles.WriteBase(Path.Combine(_folder, "data"), 260);
        await using var broker = await KafkaBroker.StartAsync();
        await using var silo = ProgramProcess.Start(
            "fakenews", "serve", "--urls", "http://127.0.0.1:0", $"--Kafka:BootstrapServers={broker.BootstrapServers}", $"--Registry:Folder={Path.Combine(_folder, "registry")}", "--Samples:Replay=false",
            "--Security:Keys:0:Name=trainer", $"--Security:Keys:0:Hash=sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}", "--Security:Keys:0:Roles:0=trainer");
        var ready = await silo.WaitForLineAsync(static line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(2));
        using var http = new HttpClient { BaseAddress = new Uri(ready[ready.IndexOf("http", StringComparison.Ordinal)..]) };
        var champion = (await StateAsync(http, limit.Token)).GetProperty("active");

        var trainers = new Dictionary<string, (ProgramProcess Process, HttpClient Http)>();
        try
        {
            trainers["a"] = await TrainerAsync("a", broker, http);
            trainers["b"] = await TrainerAsync("b", broker, http);
            Send(broker.BootstrapServers, MadeUpArticles.Labels(150));

            // Whichever claimed it is killed in the middle of its training, and started again.
            var at = await UntilAsync(
                async () =>
                {
                    foreach (var (name, trainer) in trainers)
                    {
                        if ((await StatusAsync(trainer.Http, limit.Token)).TryGetProperty("running", out var running) && running.GetProperty("progress").GetProperty("step").GetInt32() >= 4)
                        {
                            return name;
                        }
                    }

                    return null;
                },
                limit.Token);
            trainers[at].Http.Dispose();
            await trainers[at].Process.DisposeAsync();
            trainers[at] = await TrainerAsync(at, broker, http);
            var outcome = await UntilAsync<JsonElement?>(
                async () => (await StatusAsync(trainers[at].Http, limit.Token)).TryGetProperty("last", out var last) ? last.Clone() : null, limit.Token);

            Assert.True(outcome!.Value.GetProperty("result").GetString() == "proposed", outcome.Value.GetProperty("words").GetString());
            var candidate = (await StateAsync(http, limit.Token)).GetProperty("candidate");
            Assert.Equal("ready", candidate.GetProperty("stage").GetString());
            var package = await http.GetFromJsonAsync<JsonElement>($"/api/v1/models/packages/{candidate.GetProperty("model").GetProperty("sha256").GetString()}", limit.Token);
            Assert.Equal(champion.GetProperty("sha256").GetString(), package.GetProperty("manifest").GetProperty("parent").GetString());
            var history = await http.GetFromJsonAsync<JsonElement>("/api/v1/models/history", limit.Token);
            Assert.Single(history.EnumerateArray(), static line => line.GetProperty("command").GetProperty("verb").GetString() == "import" && line.GetProperty("actor").GetString() == "trainer");
            Assert.False((await StatusAsync(trainers[at == "a" ? "b" : "a"].Http, limit.Token)).TryGetProperty("last", out _));
        }
        finally
        {
            foreach (var trainer in trainers.Values)
            {
                trainer.Http.Dispose();
                await trainer.Process.DisposeAsync();
            }
        }
    }

    private static async Task<JsonElement> StateAsync(HttpClient http, CancellationToken stop) => (await http.GetFromJsonAsync<JsonElement>("/api/v1/models", stop)).GetProperty("state");

    private static Task<JsonElement> StatusAsync(HttpClient http, CancellationToken stop) => http.GetFromJsonAsync<JsonElement>("/api/v1/trainer", stop);

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> look, CancellationToken stop)
    {
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(200, stop);
        }
    }

    private async Task<(ProgramProcess Process, HttpClient Http)> TrainerAsync(string name, KafkaBroker broker, HttpClient silo)
    {
        var process = ProgramProcess.Start(
            TrainerProgram.Path, "serve", "--urls", "http://127.0.0.1:0", $"Trainer:BootstrapServers={broker.BootstrapServers}", $"Trainer:Silo={silo.BaseAddress}",
            $"Trainer:SiloKeyFile={Path.Combine(_folder, "key")}", $"Trainer:Data={Path.Combine(_folder, "data")}", $"Trainer:Folder={Path.Combine(_folder, name)}", "Trainer:Statements=none", "Trainer:Look=00:00:00.2",
            "Trainer:NewLabels=150", "Trainer:Threads=1", "Trainer:Retrain:Epochs=2", "Trainer:Retrain:Tokens=48", "Trainer:Retrain:BatchRows=8", "Trainer:Retrain:Replay=0.5", "Trainer:Retrain:ReplayLeast=50",
            "Trainer:Retrain:LearningRate=3e-4", "Trainer:Retrain:CheckpointSteps=2", "Trainer:Gate:SpeedShare=0.01", "Trainer:Gate:CounterfactualRise=1", "Trainer:Gate:FalseFlags=0.2");
        var line = await process.WaitForLineAsync(static line => line.StartsWith("The trainer ", StringComparison.Ordinal), TimeSpan.FromMinutes(2));
        var address = line[line.IndexOf("http", StringComparison.Ordinal)..line.IndexOf(';', StringComparison.Ordinal)];
        return (process, new HttpClient { BaseAddress = new Uri(address) });
    }

    private static void Send(string bootstrapServers, IEnumerable<(string Key, string Value)> labels)
    {
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig { BootstrapServers = bootstrapServers, EnableIdempotence = true }).Build();
        foreach (var (key, value) in labels)
        {
            producer.Produce("news.labels", new() { Key = key, Value = value });
        }

        Assert.Equal(0, producer.Flush(TimeSpan.FromSeconds(30)));
    }
}
