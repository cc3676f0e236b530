using System.Net;
using System.Text.Json;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Models;
using FakeNews.Chaos.Runs;
using FakeNews.Chaos.Silos;
using FakeNews.Grains.Contracts;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>
/// The whole loop, once: a real broker, <c>fakenews serve</c> and <c>fakenews-trainer serve</c> as processes of their own, and articles that stream from the beginning to the
/// end. With <c>FAKENEWS_PICTURES</c> naming a folder it also takes the README's pictures.
/// </summary>
public sealed class StoryTests(ITestOutputHelper output) : IDisposable
{
    private const string Registry = "the one";
    private const int Canary = 25;

    /// <summary>Of the whole, and of each wait in it; on two quiet cores it takes a fraction.</summary>
    internal static readonly TimeSpan Bound = TimeSpan.FromMinutes(8);

    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-story-").FullName;
    private readonly ModelLog _log = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Labels_of_a_new_kind_of_article_become_a_model_that_is_tried_activated_and_rolled_back_and_every_article_gets_one_verdict_of_a_version_of_its_time()
    {
        Requirement.Broker();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Bound);
        var stop = limit.Token;
        var (data, package) = await FirstModel.TrainAsync(_folder);
        Tell("a first model is trained");
        await using var stage = await Stage.StartAsync(_folder, data, package);
        await using var camera = await Camera.OpenAsync(stage.Page);
        using var desk = new Desk(stage.Page);
        using var news = new NewsStream(stage.Broker.BootstrapServers);
        var (olga, ada) = (new ModelDoors(stage.Page.Port, Cast.Olga.Text), new ModelDoors(stage.Page.Port, Cast.Ada.Text));
        var champion = (await ada.StatusAsync(stop)).Active.Single()!;
        _log.Begin(Registry, champion, DateTimeOffset.UtcNow);

        news.Start();
        await news.JudgedByAsync(champion, 60, stop);
        Tell("articles stream");
        await camera.FeedAsync();

        news.StartNewKind();
        await LabelAsync(desk, news, camera, stop);
        Tell("a new kind of article is labelled");
        var (candidate, trained) = await RetrainedAsync(desk, camera, champion, stop);
        Tell("a retraining began by itself, and the gate let its model through");

        var (generation, _) = await olga.StatusAsync(stop);
        generation = await olga.CommandAsync("shadow", null, generation, stop, 100, "what would it do otherwise?");
        await ShadowedAsync(desk, news, stop);
        await camera.FlipsAsync();
        Tell("the shadow shows what would change side");

        _log.Begin(Registry, candidate, DateTimeOffset.UtcNow);
        generation = await olga.CommandAsync("canary", null, generation, stop, Canary, "a quarter of the articles");
        await Task.WhenAll(news.JudgedByAsync(candidate, 60, stop, ModelArm.Canary), news.JudgedByAsync(champion, 60, stop, ModelArm.Champion));
        Tell("the canary judges its share");

        Assert.Equal(HttpStatusCode.Forbidden, await RefusedAsync(() => olga.CommandAsync("promote", null, generation, stop)));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await RefusedAsync(() => ada.CommandAsync("promote", null, generation - 1, stop)));
        generation = await SwitchAsync(ada, "promote", candidate, generation, "it sees the calm cures", stop);
        await news.JudgedByAsync(candidate, 300, stop);
        Tell("it is active");

        await RefusesADamagedPackageAsync(ada, trained, candidate, generation, stop);
        await news.JudgedByAsync(candidate, 30, stop);
        Tell("a damaged package is refused");

        await SwitchAsync(olga, "rollback", champion, generation, "to see that it works", stop);
        await news.JudgedByAsync(champion, 60, stop);
        await camera.HistoryAsync();
        Tell("the model before judges again");

        await AuditAsync(news, (champion, package), (candidate, trained), stage, stop);
        AssertTheModelsDiffer(news, champion, candidate);
        Tell("nothing was lost and nothing doubled");
    }

    /// <summary>Anna labels what the model flagged, and the new kind, which it let pass, until there is enough for the trainer.</summary>
    private static async Task LabelAsync(Desk desk, NewsStream news, Camera camera, CancellationToken stop)
    {
        const int Flagged = 20;
        var flagged = await desk.UntilAsync($"flagged?limit={Flagged}", static page => page.GetProperty("items").GetArrayLength() == Flagged ? page : null, stop);
        foreach (var item in flagged.GetProperty("items").EnumerateArray())
        {
            var verdict = item.GetProperty("verdict").Deserialize(ContractJson.Default.Verdict)!;
            Assert.Equal(HttpStatusCode.Created, await desk.LabelAsync(Cast.Anna, verdict.Input!, MadeUpNews.IsFake(news.MannerOf(verdict.Title)), item.GetProperty("position").GetString(), stop));
        }

        await camera.LabelAsync(Cast.Anna);
        await VerdictWatch.UntilAsync(() => NewKind().Count >= Stage.NewLabels - Flagged, stop);
        var chosen = NewKind().Take(Stage.NewLabels - Flagged).ToList();
        Assert.Equal(HttpStatusCode.Forbidden, await desk.LabelAsync(Cast.Olga, chosen[0].Input!, isFake: true, null, stop));
        foreach (var verdict in chosen)
        {
            Assert.Equal(HttpStatusCode.Created, await desk.LabelAsync(Cast.Anna, verdict.Input!, MadeUpNews.IsFake(news.MannerOf(verdict.Title)), null, stop));
        }

        List<Verdict> NewKind() =>
            [.. news.Watch.Verdicts.Select(static seen => seen.Verdict).Where(verdict => verdict.Decision == Decision.Pass && news.MannerOf(verdict.Title) is Manner.Remedy or Manner.Study).DistinctBy(static verdict => verdict.Title)];
    }

    /// <summary>Waits for the retraining that nobody asked for.</summary>
    /// <returns>The candidate, and the folder in which the trainer made it.</returns>
    private async Task<(string Sha256, string Folder)> RetrainedAsync(Desk desk, Camera camera, string champion, CancellationToken stop)
    {
        await desk.UntilAsync("trainer", static status => status.TryGetProperty("running", out var running) ? running : status.TryGetProperty("last", out var last) ? last : null, stop);
        await camera.TrainingAsync();
        var outcome = await desk.UntilAsync("trainer", static status => status.TryGetProperty("last", out var last) ? last : null, stop);
        Assert.True(outcome.TryGetProperty("gate", out var gate), outcome.ToString());
        var findings = gate.GetProperty("findings").EnumerateArray().ToList();
        findings.ForEach(finding => output.WriteLine($"  {finding.GetProperty("rule")}: {finding.GetProperty("words")}"));
        Assert.True(outcome.GetProperty("result").GetString() == "proposed", outcome.ToString());
        Assert.All(findings, static finding => Assert.True(finding.GetProperty("passed").GetBoolean(), finding.ToString()));
        Assert.Contains(findings, static finding => finding.GetProperty("rule").GetString() == "agreement" && finding.TryGetProperty("candidate", out _));
        var candidate = (await desk.ReadAsync("models", stop)).GetProperty("state").GetProperty("candidate");
        Assert.Equal("ready", candidate.GetProperty("stage").GetString());
        var sha256 = candidate.GetProperty("model").GetProperty("sha256").GetString()!;
        Assert.Equal(champion, (await desk.ReadAsync($"models/packages/{sha256}", stop)).GetProperty("manifest").GetProperty("parent").GetString());
        await camera.GateAsync();
        return (sha256, Path.Combine(Stage.TrainerFolder(_folder), "retrains", outcome.GetProperty("trigger").GetString()!, "package"));
    }

    /// <summary>Waits for a flip report of enough flips that a single one does not decide, and reads it.</summary>
    private async Task ShadowedAsync(Desk desk, NewsStream news, CancellationToken stop)
    {
        var flips = await desk.UntilAsync(
            "models",
            static status => status.GetProperty("trial").TryGetProperty("flips", out var report) && report.GetProperty("total").GetProperty("compared").GetInt64() >= 200
                && report.GetProperty("total").GetProperty("toFlag").GetInt64() >= 30 ? report : null,
            stop);
        output.WriteLine($"  {flips.GetProperty("total")}");
        var manners = flips.GetProperty("flips").EnumerateArray().Select(flip => news.MannerOf(flip.GetProperty("title").GetString())).ToList();
        Assert.True(manners.Count(static manner => manner == Manner.Remedy) > 0.8 * manners.Count, string.Join(", ", manners));
    }

    /// <summary>The candidate with one byte changed is not the candidate, and changes nothing.</summary>
    private async Task RefusesADamagedPackageAsync(ModelDoors ada, string trained, string active, long generation, CancellationToken stop)
    {
        var damaged = Path.Combine(_folder, "damaged");
        foreach (var file in Directory.EnumerateFiles(trained, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(damaged, Path.GetRelativePath(trained, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var graph = Path.Combine(damaged, "model.onnx");
        var bytes = await File.ReadAllBytesAsync(graph, stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(graph, bytes, stop);
        // Another version of the name, so that it is no package that the store has already.
        var manifest = Path.Combine(damaged, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, stop)).Replace("\"name\": \"story\"", "\"name\": \"storm\"", StringComparison.Ordinal), stop);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => ada.ImportAsync(damaged, stop));

        output.WriteLine($"  {refusal.Message}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.StatusCode);
        Assert.Contains("model.onnx", refusal.Message, StringComparison.Ordinal);
        var (now, judging) = await ada.StatusAsync(stop);
        Assert.Equal(generation, now);
        Assert.Equal([active], judging);
    }

    /// <summary>Has another version judge. Its span begins before the command is given; the others' end once the silo has said that it obeys.</summary>
    private async Task<long> SwitchAsync(ModelDoors doors, string verb, string sha256, long generation, string reason, CancellationToken stop)
    {
        _log.Begin(Registry, sha256, DateTimeOffset.UtcNow);
        var after = await doors.CommandAsync(verb, null, generation, stop, reason: reason);
        var (_, active) = await doors.StatusAsync(stop);
        Assert.Equal([sha256], active);
        _log.Only(Registry, sha256, DateTimeOffset.UtcNow);
        return after;
    }

    /// <summary>The laws of the reliability tests: of loss and doubling, of versions, and of what <c>classify</c> says with each version.</summary>
    private async Task AuditAsync(NewsStream news, (string Sha256, string Folder) champion, (string Sha256, string Folder) candidate, Stage stage, CancellationToken stop)
    {
        var program = new SiloProgram { Path = Path.Combine(AppContext.BaseDirectory, "fakenews.dll"), Bootstrap = stage.Broker.BootstrapServers, Group = Stage.Group };
        var evidence = await news.FinishAsync(stop);
        var expected = new Dictionary<TextOfModel, ExpectedVerdict>();
        foreach (var (sha256, package) in new[] { champion, candidate })
        {
            foreach (var (text, verdict) in await new ClassifyOracle(program, _folder).AskAsync(news.Texts, package, stop))
            {
                Assert.Equal(sha256, text.Sha256);
                expected[text] = verdict;
            }
        }

        var report = Auditor.Audit(evidence with { Models = _log.Spans(), Expected = expected });

        output.WriteLine($"  {report.Inputs} articles, {report.Verdicts} verdicts, {report.Flagged} flagged, {report.Models} versions");
        Assert.All(report.Findings, static finding => Assert.True(finding.Broken == 0, $"{finding.Law}: {string.Join('\n', finding.Examples)}"));
        Assert.Equal(0, report.DeadLetters);
        Assert.Equal(2, report.Models);
        Assert.All((Law[])[Law.Lost, Law.Doubled, Law.Stale, Law.WrongVerdict, Law.BrokerLost], law => Assert.Equal(report.Inputs, report[law].Checked));
        Assert.True(report[Law.CommittedAhead].Checked > 0);
    }

    /// <summary>The loop was worth it: the new kind passes under the first model and is flagged under the second, and what both know stays as it was.</summary>
    private void AssertTheModelsDiffer(NewsStream news, string champion, string candidate)
    {
        var judged = news.Watch.Verdicts.Select(static seen => seen.Verdict).ToLookup(verdict => (verdict.Model.Sha256, news.MannerOf(verdict.Title)), static verdict => verdict.Decision);
        double Flagged(string model, Manner manner)
        {
            var share = judged[(model, manner)].Average(static decision => decision == Decision.Flag ? 1.0 : 0);
            output.WriteLine($"  {(model == champion ? "first" : "second")} model flags {share:P1} of {judged[(model, manner)].Count()} articles, {manner}");
            return share;
        }

        Assert.InRange(Flagged(champion, Manner.Remedy), 0, 0.2);
        // It judged some twenty of each in its time, so one or two are a large share.
        Assert.InRange(Flagged(candidate, Manner.Remedy), 0.7, 1);
        Assert.InRange(Flagged(candidate, Manner.Study), 0, 0.2);
        Assert.All((string[])[champion, candidate], model => Assert.InRange(Flagged(model, Manner.Loud), 0.95, 1));
        Assert.All((string[])[champion, candidate], model => Assert.InRange(Flagged(model, Manner.Sober), 0, 0.02));
        Assert.All(
            news.Watch.Verdicts.Select(static seen => seen.Verdict).Where(static verdict => verdict.Arm is not null),
            verdict => Assert.Equal(verdict.Arm == ModelArm.Canary ? candidate : champion, verdict.Model.Sha256));
    }

    private static async Task<HttpStatusCode?> RefusedAsync(Func<Task> command) => (await Assert.ThrowsAsync<HttpRequestException>(command)).StatusCode;

    private void Tell(string what) => output.WriteLine($"{TimeProvider.System.GetElapsedTime(_began).TotalSeconds,6:F1} s  {what}");
}
