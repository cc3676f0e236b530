using Confluent.Kafka;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Progress;
using FakeNews.Chaos.Reading;
using FakeNews.Chaos.Reports;
using FakeNews.Chaos.Runs;
using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Fuzzing;

/// <summary>Sends bent records to one silo as fast as the broker takes them: no crash, no stall, and each is one dead letter or one verdict.</summary>
public sealed class FuzzRun(FuzzOptions options, RunLog log)
{
    private const string Group = "chaos-fuzz";

    // The broker counts the batch and the record around the value too, and the headers beside it.
    private const int Limit = 1_040_000;
    private static readonly TopicSet Topics = TopicSet.Default;
    private long _accepted;
    private long _refused;

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">The broker or the silo can't be started at all.</exception>
    public async Task<AuditReport?> RunAsync(CancellationToken cancellation)
    {
        var home = KafkaHome.Find(options.KafkaHome) ?? throw new InvalidOperationException("No Kafka distribution; set FAKENEWS_KAFKA_HOME.");
        log.Say(FormattableString.Invariant($"{options.Records} records, seed {options.Seed}; everything is in {options.Folder}"));
        await using var brokers = await BrokerNodes.StartAsync(home, Path.Combine(options.Folder, "kafka"), 1, cancellation);
        var operation = new GroupOperator(brokers.Bootstrap, Topics, Group);
        await operation.CreateTopicsAsync(6, 3, 1);
        var runOptions = new RunOptions { Folder = options.Folder, Silos = 1, Model = options.Model, Program = options.Program, Settings = options.Settings, Faults = [] };
        using var roster = new SiloRoster(SiloRoster.Program(runOptions, brokers.Bootstrap, Group), runOptions, log);
        var silo = roster.Silos[0];
        silo.Start();
        if (!await silo.WaitUntilReadyAsync(TimeSpan.FromSeconds(90), cancellation))
        {
            throw new InvalidOperationException($"The silo was not ready within 90 s; see {silo.Place.Log}.");
        }

        using var look = new GroupLook(brokers.Bootstrap, Topics, Group);
        var progress = new ProgressMonitor(look, TimeSpan.FromMilliseconds(500));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var monitor = progress.RunAsync(watching.Token);
        bool sound;
        try
        {
            await Task.Run(() => Send(brokers.Bootstrap, cancellation), cancellation);
            sound = await DrainAsync(silo, progress, cancellation);
        }
        finally
        {
            await watching.CancelAsync();
            await monitor;
        }

        sound &= await silo.TerminateAsync(TimeSpan.FromSeconds(45)) is not null;

        var report = Auditor.Audit(await new EvidenceReader(brokers.Bootstrap, Topics, Group).ReadAsync(cancellation) with { Samples = progress.Samples() });
        log.Write(LawTable.Write(report));
        log.Write(FormattableString.Invariant($"{_accepted} accepted, {_refused} refused by the broker for their size; longest time without a commit {progress.LongestStall.TotalSeconds:F1} s"));
        log.Write(sound && report.Holds ? FormattableString.Invariant($"seed {options.Seed}: no crash, no stall, each record one verdict or one dead letter") : FormattableString.Invariant($"seed {options.Seed}: BROKEN"));
        return sound ? report : null;
    }

    private void Send(string bootstrap, CancellationToken cancellation)
    {
        using var writer = new KafkaWriter(bootstrap, Topics.Articles);
        var mutator = new ArticleMutator(new Random(options.Seed), Limit);
        for (var sent = 0L; sent < options.Records; sent++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                writer.Send(mutator.Next(), Settle);
            }
            catch (ProduceException<byte[]?, byte[]?> exception) when (exception.Error.Code == ErrorCode.MsgSizeTooLarge)
            {
                Interlocked.Increment(ref _refused);
            }
        }

        writer.Flush(TimeSpan.FromMinutes(5));
        log.Say(FormattableString.Invariant($"{Interlocked.Read(ref _accepted)} records are accepted"));
    }

    private void Settle(DeliveryReport<byte[]?, byte[]?> report) => Interlocked.Increment(ref report.Error.IsError ? ref _refused : ref _accepted);

    private async Task<bool> DrainAsync(Silo silo, ProgressMonitor progress, CancellationToken cancellation)
    {
        var done = -1L;
        var since = TimeProvider.System.GetTimestamp();
        while (!await progress.UntilAsync(sample => sample.Lag == 0 && sample.InputEnds.Values.Sum() >= Interlocked.Read(ref _accepted), TimeSpan.FromSeconds(5), cancellation))
        {
            log.Say(FormattableString.Invariant($"{progress.Last?.Done} committed, lag {progress.Last?.Lag}"));
            if (!silo.IsRunning)
            {
                log.Write($"the silo ended with code {silo.ExitCode}; see {silo.Place.Log}");
                return false;
            }

            if (progress.Last is { } last && last.Done != done)
            {
                (done, since) = (last.Done, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(since) > options.StallBound)
            {
                log.Write(FormattableString.Invariant($"nothing was committed for {options.StallBound.TotalSeconds} s with lag {progress.Last?.Lag}; committed: {string.Join(' ', progress.Last?.Commits.Committed.Select(each => $"{each.Key}:{each.Value}") ?? [])}"));
                return false;
            }
        }

        return true;
    }
}
