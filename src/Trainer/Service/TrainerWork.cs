using System.Text;
using System.Text.Json;
using FakeNews.Grains.Durability;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Claims;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Labelled;
using FakeNews.Trainer.Retraining;

namespace FakeNews.Trainer.Service;

/// <summary>
/// Carries retrainings out: claims a trigger, freezes what it is about, trains, asks the gate, publishes and proposes. Everything it decides lies in the trigger's folder before
/// the next step begins. What several trainers must agree on lies in the claims.
/// </summary>
/// <param name="options">Settings.</param>
/// <param name="name">This trainer's name; the same after a restart.</param>
/// <param name="journal">The labelled store.</param>
/// <param name="claims">What trainers agreed on.</param>
/// <param name="silo">The serving side.</param>
/// <param name="time">The clock.</param>
public sealed class TrainerWork(TrainerOptions options, string name, LabelJournal journal, IClaimLog claims, ISilo silo, TimeProvider time)
{
    private const string PlanFile = "plan.json";
    private const string ArticlesFile = "articles.jsonl";
    private const string OutcomeFile = "outcome.json";
    private const int LongestReason = 480;

    private readonly Lock _gate = new();
    private readonly Queue<RetrainTrigger> _byHand = new();
    private (RetrainPlan Plan, RetrainProgress Progress)? _running;
    private RetrainOutcome? _last;

    /// <summary>What it waits for.</summary>
    public string? Waiting { get; set; }

    private string Runs => Path.Combine(options.Folder, "retrains");

    /// <summary>As it is now.</summary>
    public TrainerStatus Status()
    {
        var reviews = journal.Reviews;
        var usable = TrainingLabels.Choose(reviews, options.Reviewers).Count;
        lock (_gate)
        {
            return new(
                name,
                reviews.Count,
                journal.Texts,
                usable,
                options.NewLabels > 0 ? (int)(Math.Max(claims.HighestRound("labels"), usable / options.NewLabels) + 1) * options.NewLabels : null,
                Waiting,
                _running is var (plan, progress) ? new(plan.Trigger, plan.Why, plan.Champion, plan.At, progress.Now()) : null,
                _last);
        }
    }

    /// <summary>Asks for a retraining.</summary>
    /// <returns>The trigger's id.</returns>
    public string Ask(RetrainRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var trigger = RetrainTrigger.ByHand(request.Id ?? Guid.NewGuid().ToString("n"), $"Asked for by hand. {request.Reason}".Trim());
        lock (_gate)
        {
            _byHand.Enqueue(trigger);
        }

        return trigger.Id;
    }

    /// <summary>Does the next thing there is to do: finishes what a killed process left, or begins what is due.</summary>
    /// <returns>False where there is nothing to do.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        if (Unfinished() is { } left)
        {
            await CarryOutAsync(left, cancellation);
            return true;
        }

        if ((Next() ?? await DriftAsync(cancellation)) is not { } trigger)
        {
            return false;
        }

        var labels = TrainingLabels.Choose(journal.Reviews, options.Reviewers);
        if (labels.Count == 0)
        {
            Waiting = "There is no labelled article to learn.";
            return false;
        }

        Waiting = "The silo names no active model.";
        if ((await silo.StateAsync(cancellation)).Active is not { } champion)
        {
            return false;
        }

        Waiting = null;
        var known = claims.StateOf(trigger.Id);
        var isOurs = known is { Published: false, Done: false } && known.Owner == name;
        if (known is not null && !isOurs && (known is { Published: true } or { Done: true } || time.GetUtcNow() - known.LastHeard < options.ClaimTimeout))
        {
            // Another trainer has claimed it since it was found due.
            return false;
        }

        var epoch = (known?.Epoch ?? 0) + (isOurs ? 0 : 1);
        if (!isOurs && !await claims.SayAsync(Record(ClaimKind.Claim, trigger.Id, epoch, trigger.Series, trigger.Round), cancellation))
        {
            // Another trainer was first.
            return false;
        }

        var plan = new RetrainPlan(trigger.Id, trigger.Series, trigger.Round, epoch, trigger.Why, champion, [.. labels], time.GetUtcNow());
        Freeze(plan);
        await CarryOutAsync(plan, cancellation);
        return true;
    }

    /// <summary>What a killed process left: a plan without an outcome.</summary>
    private RetrainPlan? Unfinished() => !Directory.Exists(Runs) ? null : Directory.EnumerateDirectories(Runs).Order(StringComparer.Ordinal)
        .Where(static folder => File.Exists(Path.Combine(folder, PlanFile)) && !File.Exists(Path.Combine(folder, OutcomeFile)))
        .Select(static folder => JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, PlanFile)), ServiceJson.Default.RetrainPlan))
        .FirstOrDefault();

    /// <summary>What this process claimed and has no plan of, or another trainer left; then what was asked for; then what is due.</summary>
    private RetrainTrigger? Next()
    {
        if (claims.Open.Where(claim => claim.Value.Owner == name ? !File.Exists(Path.Combine(Runs, claim.Key, PlanFile)) : time.GetUtcNow() - claim.Value.LastHeard >= options.ClaimTimeout)
            .OrderBy(static claim => claim.Key, StringComparer.Ordinal).Select(static claim => (KeyValuePair<string, ClaimState>?)claim).FirstOrDefault() is { } left)
        {
            var (trigger, claim) = (left.Key, left.Value);
            return new(claim.Series, claim.Round, $"{claim.Owner} began it and did not finish.", KnownId: trigger);
        }

        lock (_gate)
        {
            while (_byHand.TryDequeue(out var asked))
            {
                if (claims.StateOf(asked.Id) is null)
                {
                    // It stays until it is claimed: the silo may be away.
                    _byHand.Enqueue(asked);
                    return asked;
                }
            }
        }

        return RetrainTrigger.Due(TrainingLabels.Choose(journal.Reviews, options.Reviewers).Count, options.NewLabels, options.Every, time.GetUtcNow(), claims.HighestRound);
    }

    /// <summary>The drift that is due: nobody has claimed it, and the last one that led to a retraining is long enough ago.</summary>
    private async Task<RetrainTrigger?> DriftAsync(CancellationToken cancellation)
    {
        if (!options.OnDrift || time.GetUtcNow() - claims.LastClaimed("drift") < options.DriftCooldown)
        {
            return null;
        }

        var trigger = RetrainTrigger.ByDrift(await silo.DriftAsync(cancellation));
        Waiting = null;
        return trigger is not null && claims.StateOf(trigger.Id) is null ? trigger : null;
    }

    private string FolderOf(RetrainPlan plan) => Path.Combine(Runs, plan.Trigger);

    private void Freeze(RetrainPlan plan)
    {
        var folder = Directory.CreateDirectory(FolderOf(plan)).FullName;
        var lines = journal.Read(plan.Labels).Select(static article => JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["id"] = article.Id,
            ["title"] = article.Title,
            ["text"] = article.Text,
            ["label"] = article.Label == 0 ? "fake" : "real",
            ["source"] = article.Source,
        }));
        DurableFile.Replace(Path.Combine(folder, ArticlesFile), Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n"))));
        DurableFile.Replace(Path.Combine(folder, PlanFile), JsonSerializer.SerializeToUtf8Bytes(plan, ServiceJson.Default.RetrainPlan));
    }

    private async Task CarryOutAsync(RetrainPlan plan, CancellationToken cancellation)
    {
        var progress = new RetrainProgress(time);
        lock (_gate)
        {
            _running = (plan, progress);
        }

        try
        {
            var outcome = await OutcomeAsync(plan, progress, cancellation);
            DurableFile.Replace(Path.Combine(FolderOf(plan), OutcomeFile), JsonSerializer.SerializeToUtf8Bytes(outcome, ServiceJson.Default.RetrainOutcome));
            await claims.SayAsync(Record(ClaimKind.Done, plan.Trigger, plan.Epoch, plan.Series, plan.Round), cancellation);
            lock (_gate)
            {
                _last = outcome;
            }
        }
        finally
        {
            lock (_gate)
            {
                _running = null;
            }
        }
    }

    private async Task<RetrainOutcome> OutcomeAsync(RetrainPlan plan, RetrainProgress progress, CancellationToken cancellation)
    {
        if (!IsOurs(plan))
        {
            return Superseded(plan);
        }

        var folder = FolderOf(plan);
        var run = new RetrainRun(folder, plan, options.Data!, options.Statements, options.Retrain, options.Gate, options.Threads, progress, time);
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewal = RenewAsync(plan, renewing.Token);
        try
        {
            var champion = await silo.FetchAsync(plan.Champion.Sha256, Path.Combine(folder, "champion"), cancellation);
            var labelled = ArticleFile.Read(Path.Combine(folder, ArticlesFile), static _ => { }).ToList();
            var report = await Task.Factory.StartNew(
                () => run.RunAsync(champion, labelled, cancellation).GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return report.Passed
                ? await PublishAsync(plan, run, report, progress, cancellation)
                : new(plan.Trigger, "rejected", report.Summary, report.Candidate, time.GetUtcNow(), report);
        }
        catch (Exception fault) when (fault is InvalidDataException or ModelPackageException or FileNotFoundException)
        {
            return new(plan.Trigger, "failed", fault.Message, null, time.GetUtcNow(), null);
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RetrainOutcome> PublishAsync(RetrainPlan plan, RetrainRun run, Gate.GateReport report, RetrainProgress progress, CancellationToken cancellation)
    {
        progress.Enter(RetrainStage.Publishing);
        // Once it is granted it stays so, also for the process that comes after a crash; nobody else's is granted any more.
        if (claims.StateOf(plan.Trigger) is not { Published: true } && !await claims.SayAsync(Record(ClaimKind.Publish, plan.Trigger, plan.Epoch, plan.Series, plan.Round), cancellation))
        {
            return Superseded(plan);
        }

        var reason = $"Trigger {plan.Trigger}: {plan.Why} {report.Summary}";
        reason = reason.Length > LongestReason ? reason[..LongestReason] : reason;
        await silo.ImportAsync(run.PackageFolder, report.Candidate.Sha256, reason, cancellation);
        var state = await silo.StateAsync(cancellation);
        var refusal = state.Candidate?.Sha256 == report.Candidate.Sha256 || state.Active?.Sha256 == report.Candidate.Sha256 ? null
            : state.Active?.Sha256 != plan.Champion.Sha256 ? "Another model has become active since; the gate compared with the one before."
            : await silo.ProposeAsync(report.Candidate.Sha256, state.Generation, options.AutoPromote, reason, cancellation);
        return refusal is null
            ? new(plan.Trigger, "proposed", report.Summary, report.Candidate, time.GetUtcNow(), report)
            : new(plan.Trigger, "imported", $"It is in the store but not proposed: {refusal}", report.Candidate, time.GetUtcNow(), report);
    }

    private bool IsOurs(RetrainPlan plan) => claims.StateOf(plan.Trigger) is { } state && state.Owner == name && state.Epoch == plan.Epoch;

    private RetrainOutcome Superseded(RetrainPlan plan) => new(plan.Trigger, "superseded", "Another trainer has taken this trigger over.", null, time.GetUtcNow(), null);

    private async Task RenewAsync(RetrainPlan plan, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(options.ClaimTimeout / 4, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await claims.SayAsync(Record(ClaimKind.Renew, plan.Trigger, plan.Epoch, plan.Series, plan.Round), cancellation);
        }
    }

    private ClaimRecord Record(ClaimKind kind, string trigger, int epoch, string series, long round) => new(kind, trigger, name, epoch, time.GetUtcNow(), series, round);
}
