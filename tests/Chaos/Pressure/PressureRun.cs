using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Progress;
using FakeNews.Chaos.Reading;
using FakeNews.Chaos.Runs;
using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Pressure;

/// <summary>
/// Back-pressure, measured: one broker, one silo whose lanes are slowed by their fault point. First what they manage, then a minute at half of that (ease), then many times as
/// much for minutes (pressure), then fast lanes again until nothing waits.
/// </summary>
public sealed class PressureRun(PressureOptions options, RunLog log)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);
    private static readonly TopicSet Topics = TopicSet.Default;

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">It can't be tried here.</exception>
    public async Task<PressureResult> RunAsync(CancellationToken cancellation)
    {
        var home = KafkaHome.Find(null) ?? throw new InvalidOperationException("No Kafka distribution; set FAKENEWS_KAFKA_HOME.");
        await using var brokers = await BrokerNodes.StartAsync(home, Path.Combine(options.Folder, "kafka"), 1, cancellation);
        var run = new RunOptions { Folder = options.Folder, Program = options.Program, Silos = 1, Faults = [] };
        var program = SiloRoster.Program(run, brokers.Bootstrap, "pressure");
        if (!program.HasFaultPoints)
        {
            throw new InvalidOperationException("This build of fakenews has no fault points; build it in Debug, or with -p:FaultPoints=true.");
        }

        await new GroupOperator(brokers.Bootstrap, Topics, "pressure").CreateTopicsAsync(run.Partitions, 3, 1);
        using var roster = new SiloRoster(program, run, log);
        using var writer = new KafkaWriter(brokers.Bootstrap, Topics.Articles);
        using var look = new GroupLook(brokers.Bootstrap, Topics, "pressure");
        var articles = new ArticleStream(writer, TextPool.Create(run.Seed, run.Texts), run.Seed, run.Keys);
        var progress = new ProgressMonitor(look, TimeSpan.FromMilliseconds(500));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = progress.RunAsync(watching.Token);
        try
        {
            return await PressAsync(roster.Silos[0], articles, progress, cancellation);
        }
        finally
        {
            await watching.CancelAsync();
            await watch;
        }
    }

    private async Task<PressureResult> PressAsync(Silo silo, ArticleStream articles, ProgressMonitor progress, CancellationToken cancellation)
    {
        silo.Start();
        if (!await silo.WaitUntilReadyAsync(Bound, cancellation))
        {
            throw new InvalidOperationException($"The silo was not ready within {Bound.TotalSeconds} s; see {silo.Place.Log}.");
        }

        // Warm: what a silo allocates once it has allocated.
        await articles.RunAsync(500, 5000, cancellation);
        await RestAsync(progress, articles, cancellation);
        await SlowAsync(silo, cancellation);
        var capacity = await CapacityAsync(articles, progress, cancellation);
        File.Delete(silo.Place.FaultFile);
        await RestAsync(progress, articles, cancellation);
        await SlowAsync(silo, cancellation);
        log.Say(FormattableString.Invariant($"slowed lanes manage {capacity:F0} articles/s"));
        var changes = Changes(silo);
        var memory = new ResidentMemory(silo.ProcessId);

        var ease = await WhileAsync(articles, capacity / 2, () => memory.SampleAsync(Settled, cancellation), cancellation);
        log.Say(FormattableString.Invariant($"at ease {Median(ease):F0} MB"));
        var input = options.Factor * capacity;
        var pressed = await WhileAsync(articles, input, () => memory.SampleAsync(options.Length, cancellation), cancellation);
        var mostLag = progress.Last?.Lag ?? 0;
        log.Say(FormattableString.Invariant($"under pressure {Median(pressed):F0} MB; {mostLag} waiting"));

        File.Delete(silo.Place.FaultFile);
        var fast = TimeProvider.System.GetTimestamp();
        var recovered = await progress.UntilAsync(sample => sample.Lag == 0 && sample.Done >= articles.Ledger.Sent, options.Length + Bound, cancellation);
        var recovery = recovered ? TimeProvider.System.GetElapsedTime(fast) : (TimeSpan?)null;
        var rebalances = Changes(silo) - changes;
        await silo.TerminateAsync(Bound);
        return new PressureResult(capacity, input, Median(ease), Median(pressed), pressed[^1], mostLag, rebalances, recovery);
    }

    private Task SlowAsync(Silo silo, CancellationToken cancellation) =>
        File.WriteAllTextAsync(silo.Place.FaultFile, FormattableString.Invariant($"slow {options.Slowness}"), cancellation);

    private static async Task<double> CapacityAsync(ArticleStream articles, ProgressMonitor progress, CancellationToken cancellation)
    {
        // More than the lanes can manage in the time, so that they never wait.
        await articles.RunAsync(20_000, 20_000, cancellation);
        await progress.UntilAsync(sample => sample.Lag > 0, Bound, cancellation);
        var before = progress.Last!.Done;
        await Task.Delay(Measured, cancellation);
        var capacity = (progress.Last!.Done - before) / Measured.TotalSeconds;
        return capacity > 0 && progress.Last.Lag > 0
            ? capacity
            : throw new InvalidOperationException("The capacity of the slowed lanes can't be measured; slow them more, or less, with --slow.");
    }

    private async Task RestAsync(ProgressMonitor progress, ArticleStream articles, CancellationToken cancellation)
    {
        if (!await progress.UntilAsync(sample => sample.Done >= articles.Ledger.Sent, Bound, cancellation))
        {
            throw new InvalidOperationException($"{articles.Ledger.Sent} articles were not judged within {Bound.TotalSeconds} s; see {options.Folder}.");
        }
    }

    private static async Task<T> WhileAsync<T>(ArticleStream articles, double rate, Func<Task<T>> measure, CancellationToken cancellation)
    {
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var stream = Task.Run(() => articles.RunAsync(rate, long.MaxValue, sending.Token), CancellationToken.None);
        var measured = await measure();
        await sending.CancelAsync();
        await stream;
        return measured;
    }

    private static int Changes(Silo silo)
    {
        using var reader = new StreamReader(new FileStream(silo.Place.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n').Count(line =>
            line.Contains(" partitions assigned", StringComparison.Ordinal) || line.Contains(" partitions revoked", StringComparison.Ordinal) || line.Contains(" partitions lost", StringComparison.Ordinal));
    }

    private static double Median(IReadOnlyList<double> sorted) => sorted[sorted.Count / 2];
}
