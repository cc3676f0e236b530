using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Progress;
using FakeNews.Chaos.Reading;
using FakeNews.Chaos.Reports;

namespace FakeNews.Chaos.Runs;

/// <summary>A whole run: brokers, silos, articles, faults; then rest, and the audit.</summary>
public sealed class ChaosRun(RunOptions options, RunLog log)
{
    private const string Group = "chaos";
    private static readonly TopicSet Topics = TopicSet.Default;

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
        var expected = await new ClassifyOracle(program, options.Folder).AskAsync(pool, program.Model, cancellation);
        log.Say($"classify has judged {expected.Count} texts");

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
            Say = log.Say,
        };
        using var look = new GroupLook(brokers.Bootstrap, Topics, Group);
        var progress = new ProgressMonitor(look, TimeSpan.FromMilliseconds(200));
        var visibility = new Visibility(brokers.Bootstrap, Topics.Verdicts);
        var outcomes = await FaultsAsync(scene, roster, writer, progress, visibility, cancellation);

        var evidence = await new EvidenceReader(brokers.Bootstrap, Topics, Group).ReadAsync(cancellation);
        var report = Auditor.Audit(evidence with
        {
            Acknowledged = scene.Articles.Ledger.Acknowledged(),
            Samples = progress.Samples(),
            Again = [.. scene.Again],
            Expected = expected,
            Models = [.. expected.Keys.Select(key => key.Sha256).Distinct().Select(sha => new ModelSpan(sha, DateTimeOffset.MinValue, null))],
            CommitBound = program.TransactionTimeout,
        });
        scene.Articles.Ledger.Save(Path.Combine(options.Folder, "ledger.csv"));
        var result = new RunResult(report, outcomes, [.. scene.Complaints]);
        Close(result, scene.Articles.Ledger, progress, visibility);
        return result;
    }

    private async Task<IReadOnlyList<FaultOutcome>> FaultsAsync(FaultScene scene, SiloRoster roster, KafkaWriter writer, ProgressMonitor progress, Visibility visibility, CancellationToken cancellation)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await roster.StartAllAsync(scene, cancellation);
        var articles = Task.Run(() => scene.Articles.RunAsync(options.Rate, options.Articles, sending.Token), CancellationToken.None);
        var watch = Task.WhenAll(progress.RunAsync(watching.Token), roster.GuardAsync(scene, watching.Token), ReportAsync(scene, progress, watching.Token), visibility.RunAsync(watching.Token));
        var schedule = new FaultSchedule(scene, progress, new Random(options.Seed), options.RecoveryBound);
        try
        {
            if (!await progress.UntilAsync(sample => sample.Done > 0, TimeSpan.FromSeconds(120), cancellation))
            {
                throw new InvalidOperationException($"No article was judged within 120 s; see {options.Folder}/silo-*/output.log.");
            }

            log.Say("the first articles are judged");
            await schedule.RunAsync(options.Faults, options.Length, cancellation);
            if (options.Articles == long.MaxValue)
            {
                await sending.CancelAsync();
            }

            await articles;
            await RestAsync(scene, writer, progress, cancellation);
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

    private void Close(RunResult result, Ledger ledger, ProgressMonitor progress, Visibility visibility)
    {
        log.Write(string.Empty);
        log.Write(FaultTable.Write(result.Faults));
        log.Write(LawTable.Write(result.Report));
        log.Write(FormattableString.Invariant($"longest time without a commit while there was lag: {progress.LongestStall.TotalSeconds:F1} s; {progress.Samples().Count} looks at the group; {ledger.Unclear} sends without the broker's word"));
        log.Write(FormattableString.Invariant($"from a verdict to a read_committed reader's eyes: p50 {visibility.Percentile(0.5):F0} ms, p99 {visibility.Percentile(0.99):F0} ms, worst {visibility.Percentile(1):F0} ms"));
        foreach (var complaint in result.Complaints)
        {
            log.Write("not as it should: " + complaint);
        }

        log.Write(FormattableString.Invariant($"seed {options.Seed}: {(result.Report.Holds ? "every law holds" : "A LAW IS BROKEN")}, {result.Complaints.Count} complaints"));
    }
}
