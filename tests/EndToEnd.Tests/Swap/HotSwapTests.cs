using FakeNews.Chaos.Models;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Swap;

/// <summary>
/// Hot swap as an owner does it: a real broker, <c>fakenews serve</c> as a process of its own, articles that stream without a pause, and models that come, go and
/// come back over HTTP meanwhile.
/// </summary>
public sealed class HotSwapTests(ITestOutputHelper output) : IDisposable
{
    private const string Registry = "the one";
    private const int Swaps = 6;
    private const int JudgedBetween = 50;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-swap-").FullName;
    private readonly OwnerKey _owner = new();
    private readonly ModelLog _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task While_models_are_swapped_under_load_and_rolled_back_no_article_is_lost_or_doubled_and_each_is_judged_by_a_version_of_its_time()
    {
        Requirement.Broker();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Bound);
        await using var broker = await KafkaBroker.StartAsync();
        await using var silo = Serve(broker);
        var doors = new ModelDoors(await PortAsync(silo), _owner.Text);
        using var stream = new ArticleStream(broker.BootstrapServers);
        var started = DateTimeOffset.UtcNow;
        stream.Start();
        await stream.JudgedByAsync(WeighedVersion.VersionOf(1), JudgedBetween, limit.Token);
        var (generation, first) = await doors.StatusAsync(limit.Token);
        _log.Begin(Registry, first.Single()!, started);

        Dictionary<string, int> versions = new(StringComparer.Ordinal) { [first.Single()!] = 1 };
        for (var number = 2; number <= Swaps + 1; number++)
        {
            var sha256 = await doors.ImportAsync(WeighedVersion.Write(Path.Combine(_folder, $"model-{number}"), number), limit.Token);
            versions[sha256] = number;
            (generation, _) = await doors.StatusAsync(limit.Token);
            generation = await doors.CommandAsync("prepare", sha256, generation, limit.Token);
            generation = await SwitchAsync(doors, "activate", sha256, generation, limit.Token);
            await stream.JudgedByAsync(WeighedVersion.VersionOf(number), JudgedBetween, limit.Token);
        }

        var before = versions.Single(version => version.Value == Swaps).Key;
        await SwitchAsync(doors, "rollback", before, generation, limit.Token);
        await stream.JudgedByAsync(WeighedVersion.VersionOf(Swaps), JudgedBetween, limit.Token);
        await stream.FinishAsync(limit.Token);

        output.WriteLine($"{stream.Verdicts.Count} verdicts, {Swaps} swaps and a rollback in {DateTimeOffset.UtcNow - started}");
        Assert.Empty(stream.DeadLetters);
        Assert.Equal(stream.Articles.Keys.Order(StringComparer.Ordinal), stream.Verdicts.Select(seen => seen.Verdict.ArticleId).Order(StringComparer.Ordinal));
        AssertEachIsOneVersionsOwn(stream, versions);
        Assert.Equal(Swaps + 1, stream.Verdicts.Select(seen => seen.Verdict.Model.Sha256).Distinct().Count());
    }

    private ProgramProcess Serve(KafkaBroker broker) => ProgramProcess.Start(
        "fakenews",
        [
            "serve", "--urls", "http://127.0.0.1:0", $"--Kafka:BootstrapServers={broker.BootstrapServers}", "--Samples:Replay=false",
            $"--Models:Package={WeighedVersion.Write(Path.Combine(_folder, "model-1"), 1)}", $"--Registry:Folder={Path.Combine(_folder, "registry")}",
            .. _owner.Environment().Select(static setting => $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={setting.Value}"),
        ]);

    private static async Task<int> PortAsync(ProgramProcess silo)
    {
        var line = await silo.WaitForLineAsync(line => line.StartsWith("FakeNews is ready", StringComparison.Ordinal), TimeSpan.FromMinutes(2));
        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]).Port;
    }

    /// <summary>Has another version judge. Its span begins before the command is given; the others' end once the silo has said that it obeys.</summary>
    private async Task<long> SwitchAsync(ModelDoors doors, string verb, string sha256, long generation, CancellationToken cancellation)
    {
        _log.Begin(Registry, sha256, DateTimeOffset.UtcNow);
        var after = await doors.CommandAsync(verb, sha256, generation, cancellation);
        var (_, active) = await doors.StatusAsync(cancellation);
        Assert.Equal([sha256], active);
        _log.Only(Registry, sha256, DateTimeOffset.UtcNow);
        return after;
    }

    private void AssertEachIsOneVersionsOwn(ArticleStream stream, Dictionary<string, int> versions)
    {
        var spans = _log.Spans();
        foreach (var (verdict, seen) in stream.Verdicts.Select(seen => (seen.Verdict, seen.At)))
        {
            var sent = stream.Articles[verdict.ArticleId];
            Assert.Equal(WeighedVersion.VersionOf(versions[verdict.Model.Sha256]), verdict.Model.Version);
            Assert.True(
                spans.Any(span => span.Sha256 == verdict.Model.Sha256 && span.From <= seen && (span.To is not { } to || to >= sent.At)),
                $"{verdict.ArticleId}, sent {sent.At:O} and seen {seen:O}, was judged by {verdict.Model.Version}, which was not active in that time.");
            Assert.Equal(WeighedVersion.Probability(verdict.Model.Version, sent.Words), verdict.FakeProbability!.Value, 1e-6);
        }
    }
}
