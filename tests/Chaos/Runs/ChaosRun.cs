using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Models;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Progress;
using FakeNews.Chaos.Reading;
using FakeNews.Chaos.Reports;

namespace FakeNews.Chaos.Runs;

/// <summary>A whole run: brokers, silos, articles, faults; then rest, and the audit.</summary>
public sealed class ChaosRun(RunOptions options, RunLog log)
{
    private const string Group = "chaos";
    private static readonly TimeSpan FirstBound = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(400);
    private static readonly TopicSet Topics = TopicSet.Default;

    private TimeSpan _took;

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">Brokers or silos can't be started at all.</exception>
    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        var home = KafkaHome.Find(options.KafkaHome) ?? throw new InvalidOperationException("No Kafka distribution; set FAKENEWS_KAFKA_HOME.");
        log.Say(FormattableString.Invariant($"seed {options.Seed}, {options.Silos} silos, {options.Brokers} brokers, {options.Rate} articles/s, {options.Length.TotalMinutes} minutes of faults; everything is in {options.Folder}"));
        await using var brokers = await BrokerNodes.StartAsync(home, Path.Combine(options.Folder, "kafka"), options.Brokers, cancellation);
        log.Say($"brokers at {brokers.Bootstrap}");
        var operation = new GroupOperator(brokers.Bootstrap, Topics, Group);
        await operation.CreateTopicsAsync(options.Partitions, 3, brokers.Replication);
        var program = SiloRoster.Program(options, brokers.Bootstrap, Group);
        var pool = TextPool.Create(options.Seed, options.Texts);
        var oracle = new ClassifyOracle(program, options.Folder);
        var expected = new Dictionary<TextOfModel, ExpectedVerdict>(await oracle.AskAsync(pool, program.Model, cancellation));
        log.Say($"classify has judged {expected.Count} texts");
        var first = expected.Keys.First().Sha256;

        using var roster = new SiloRoster(program, options, log);
        using var writer = new KafkaWriter(brokers.Bootstrap, Topics.Articles);
        var scene = new FaultScene
        {
            Brokers = brokers,
            Silos = roster.Silos,
            Articles = new ArticleStream(writer, pool, options.Seed, options.Keys),
            Operator = operation,
            Program = program,
            SessionTimeout = program.SessionTimeout,
            Shelf = new ModelShelf(Path.Combine(options.Folder, "models")),
            FirstModel = first,
            SwapsModels = options.Model is null,
            HasSmallDisks = roster.HasSmallDisks,
            Say = log.Say,
        };
        foreach (var registry in roster.Silos.Select(silo => program.RegistryOf(silo.Place)).Distinct())
        {
            scene.Models.Begin(registry, first, DateTimeOffset.MinValue);
        }

        using var look = new GroupLook(brokers.Bootstrap, Topics, Group);
        var progress = new ProgressMonitor(look, LookEvery);
        var visibility = new Visibility(brokers.Bootstrap, Topics.Verdicts, () => progress.IsQuiet);
        var outcomes = await FaultsAsync(scene, roster, writer, progress, visibility, cancellation);

        log.Say("reading everything back");
        var evidence = await new EvidenceReader(brokers.Bootstrap, Topics, Group).ReadAsync(cancellation);
        var judged = evidence.Results.Select(result => result.Model).ToHashSet();
        foreach (var (sha256, package) in scene.Shelf.Sent.Where(each => judged.Contains(each.Key)))
        {
            foreach (var (text, verdict) in await oracle.AskAsync(pool, package, cancellation))
            {
                expected[text] = text.Sha256 == sha256 ? verdict : throw new InvalidOperationException($"{package} is {text.Sha256} for classify, and {sha256} for serve.");
            }
        }

        var report = Auditor.Audit(evidence with
        {
            Acknowledged = scene.Articles.Ledger.Acknowledged(),
            Samples = progress.Samples(),
            Again = [.. scene.Again],
            Expected = expected,
            Models = scene.Models.Spans(),
            CommitBound = program.TransactionTimeout,
        });
        scene.Articles.Ledger.Save(Path.Combine(options.Folder, "ledger.csv"));
        var result = new RunResult(report, outcomes, [.. scene.Complaints]);
        var summary = new RunSummary(options, result, scene, progress, visibility, _took).Write();
        log.Write(summary);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "summary.txt"), summary, cancellation);
        return result;
    }

    private async Task<IReadOnlyList<FaultOutcome>> FaultsAsync(FaultScene scene, SiloRoster roster, KafkaWriter writer, ProgressMonitor progress, Visibility visibility, CancellationToken cancellation)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await roster.StartAllAsync(scene, cancellation);
        var started = TimeProvider.System.GetTimestamp();
        var articles = WatchedAsync(scene, "the producer", Task.Run(() => scene.Articles.RunAsync(options.Rate, options.Articles, sending.Token), CancellationToken.None));
        var watch = Task.WhenAll(
            WatchedAsync(scene, "the monitor", progress.RunAsync(watching.Token)),
            WatchedAsync(scene, "the supervisor", roster.GuardAsync(scene, watching.Token)),
            WatchedAsync(scene, "the reader", visibility.RunAsync(watching.Token)),
            ReportAsync(scene, progress, watching.Token));
        var schedule = new FaultSchedule(scene, progress, new Random(options.Seed), options.RecoveryBound);
        try
        {
            if (!await progress.UntilAsync(sample => sample.Done > 0, FirstBound, cancellation))
            {
                throw new InvalidOperationException($"No article was judged within {FirstBound.TotalSeconds} s; see {options.Folder}/silo-*/output.log.");
            }

            log.Say("the first articles are judged");
            await schedule.RunAsync(options.Faults, options.Length, cancellation);
            if (options.Articles == long.MaxValue)
            {
                await sending.CancelAsync();
            }

            await articles;
            await RestAsync(scene, writer, progress, cancellation);
            _took = TimeProvider.System.GetElapsedTime(started);
        }
        finally
        {
            // Their clients are disposed of by the caller: nothing may use them any more.
            await sending.CancelAsync();
            await watching.CancelAsync();
            await Task.WhenAll(watch, articles);
        }

        await roster.StopAllAsync(scene);
        return schedule.Outcomes();
    }

    // What ends here must not go unnoticed until the hour is over, nor end the run: everything that was accepted is still audited.
    private static async Task WatchedAsync(FaultScene scene, string what, Task work)
    {
        try
        {
            await work;
        }
#pragma warning disable CA1031
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            scene.Complain($"{what} of the harness ended: {exception.Message}");
        }
    }

    private async Task RestAsync(FaultScene scene, KafkaWriter writer, ProgressMonitor progress, CancellationToken cancellation)
    {
        log.Say("no more faults; waiting for rest");
        if (!writer.Flush(TimeSpan.FromSeconds(120)))
        {
            scene.Complain($"{writer.Outstanding} articles were never acknowledged");
        }

        if (!await progress.UntilAsync(sample => sample.Lag == 0 && sample.InputEnds.Values.Sum() >= scene.Articles.Ledger.AcknowledgedCount, options.RecoveryBound * 2, cancellation))
        {
            scene.Complain($"lag is {progress.Last?.Lag} at the end");
        }
    }

    private async Task ReportAsync(FaultScene scene, ProgressMonitor progress, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(10));
        try
        {
            while (await beat.WaitForNextTickAsync(cancellation))
            {
                log.Say($"{scene.Articles.Ledger.Sent} sent, {scene.Articles.Ledger.AcknowledgedCount} accepted, {progress.Last?.Done} committed, lag {progress.Last?.Lag}");
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
