using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Durability;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Trial;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Storage;

namespace FakeNews.Grains.Registry;

/// <summary>
/// The registry. Reentrant, because preparing takes minutes and a rollback must not wait for it; every change of the state is made under a lock, written
/// first, then told.
/// </summary>
[Reentrant]
internal sealed partial class ModelRegistryGrain(
    [PersistentState(ModelRegistryGrain.StateName, ModelRegistryGrain.StorageName)] IPersistentState<RegistryRecord> record,
    IRegistryJournal journal,
    IPackageStore store,
    ISiloAgents silos,
    IOptions<RegistryOptions> options,
    IOptions<TrialLimits> limits,
    IOptions<PackageStoreOptions> packages,
    TimeProvider time,
    ILogger<ModelRegistryGrain> logger) : Grain, IModelRegistryGrain, IDisposable
{
    public const string StateName = "registry";
    public const string StorageName = "registry";

    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _change = new(1);
    // What everybody sees: only what is durable.
    private RegistryState _state = RegistryState.Empty;
    private long _watchedSince;
    private ModelIdentity? _watched;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = record.State.State;
        await CatchUpAsync();
        this.RegisterGrainTimer(WatchAsync, new GrainTimerCreationOptions(limits.Value.Every, limits.Value.Every) { Interleave = true });
    }

    public Task<RegistryState> GetAsync() => Task.FromResult(_state);

    public async Task<RegistryOutcome> ExecuteAsync(RegistryRequest request)
    {
        if (await ResolveAsync(request) is { } unusable)
        {
            return unusable;
        }

        return request.Command.Verb switch
        {
            RegistryVerb.Prepare => await PrepareAsync(request),
            RegistryVerb.Activate or RegistryVerb.Promote => await ActivateAsync(request),
            RegistryVerb.Prepared or RegistryVerb.Unprepared or RegistryVerb.Collect => throw new ArgumentException($"{request.Command.Verb} is the registry's own verb.", nameof(request)),
            _ => await ChangeAndTellAsync(request),
        };
    }

    public async Task<ClusterModels> StatusAsync()
    {
        var answers = await silos.ReportAsync(ReportPatience);
        ImmutableArray<SiloModels> present = [.. answers.Select(answer => answer.Models).OfType<SiloModels>()];
        return new(
            _state, present, [.. answers.Where(answer => answer.Models is null).Select(answer => answer.Silo)], TrialReport.Merge([.. present.Select(silo => silo.Trial)]));
    }

    public Task<ImmutableArray<HistoryEntry>> HistoryAsync(long before, int limit) => journal.ReadAsync(before, limit);

    public async Task<ImmutableArray<StoredPackage>> CollectAsync(string actor, string? reason, bool rehearse)
    {
        // Under the lock: no command can give a package a part while it is being deleted.
        await _change.WaitAsync();
        try
        {
            var latest = await journal.ReadAsync(long.MaxValue, packages.Value.KeepHistory);
            var doomed = PackageCollection.Unreferenced(await store.ListAsync(), _state, latest, time.GetUtcNow() - packages.Value.KeepNewFor);
            if (rehearse)
            {
                return doomed;
            }

            foreach (var package in doomed)
            {
                await store.DeleteAsync(package.Model.Sha256);
                await WriteAsync(new(new(RegistryVerb.Collect, package.Model), actor, reason));
            }

            return doomed;
        }
        finally
        {
            _change.Release();
        }
    }

    public void Dispose() => _change.Dispose();

    /// <summary>A command that names a package which the store does not have whole is refused before it changes anything.</summary>
    private async Task<RegistryOutcome?> ResolveAsync(RegistryRequest request)
    {
        if (request.Command is not { Verb: RegistryVerb.Prepare or RegistryVerb.Adopt or RegistryVerb.Import, Model: { } model })
        {
            return null;
        }

        try
        {
            var package = await Task.Run(() => store.Open(model.Sha256));
            return package.Identity == model
                ? null
                : RegistryOutcome.Refused(_state, RegistryRefusal.BadPackage, $"The package {model.Sha256[..12]} is {package.Identity.Name} {package.Identity.Version}.");
        }
        catch (ModelPackageException e)
        {
            return RegistryOutcome.Refused(_state, RegistryRefusal.BadPackage, e.Message);
        }
        catch (PackageStoreException e)
        {
            return RegistryOutcome.Refused(_state, e is PackageStoreAwayException ? RegistryRefusal.StoreAway : RegistryRefusal.NotStored, e.Message);
        }
    }

    private async Task<RegistryOutcome> PrepareAsync(RegistryRequest request)
    {
        var outcome = await ChangeAsync(request);
        return outcome.Accepted ? await ConcludeAsync(request, outcome.State) : outcome;
    }

    /// <summary>Waits until every silo has prepared the candidate or failed to, and writes down which.</summary>
    private async Task<RegistryOutcome> ConcludeAsync(RegistryRequest request, RegistryState state)
    {
        var candidate = state.Candidate!;
        var faults = Faults(candidate, await silos.ApplyAsync(state, candidate.Model, options.Value.PrepareTimeout));
        var verb = faults.IsEmpty ? RegistryVerb.Prepared : RegistryVerb.Unprepared;
        var current = _state.Candidate;
        if (current?.Model != candidate.Model || current.Attempt != candidate.Attempt)
        {
            return RegistryOutcome.Refused(_state, RegistryRefusal.OtherCandidate, "The candidate was changed while it was being prepared.");
        }

        var concluded = await ChangeAsync(new(new(verb, candidate.Model, Faults: faults.IsEmpty ? null : faults), request.Actor));
        Tell(concluded.State);
        return !concluded.Accepted || faults.IsEmpty
            ? concluded
            : RegistryOutcome.Refused(concluded.State, RegistryRefusal.NotPrepared,
                $"{candidate.Model.Name} {candidate.Model.Version} could not be prepared: {string.Join("; ", faults.Select(fault => $"{fault.Device}: {fault.Reason}"))}");
    }

    private async Task<RegistryOutcome> ActivateAsync(RegistryRequest request)
    {
        // A rehearsal, so that a command that would be refused anyway costs no silo anything.
        var rehearsed = RegistryRules.Apply(_state, request, time.GetUtcNow());
        if (!rehearsed.Accepted)
        {
            return rehearsed;
        }

        // A silo may have joined since the candidate was prepared; it must have it, too.
        var state = _state;
        var faults = Faults(state.Candidate!, await silos.ApplyAsync(state, state.Candidate!.Model, options.Value.PrepareTimeout));
        if (!faults.IsEmpty)
        {
            return RegistryOutcome.Refused(_state, RegistryRefusal.NotPrepared,
                $"Not every device is ready: {string.Join("; ", faults.Select(fault => $"{fault.Device}: {fault.Reason}"))}");
        }

        var outcome = await ChangeAsync(request with { ExpectedGeneration = request.ExpectedGeneration ?? state.Generation });
        if (outcome.Accepted)
        {
            await silos.ApplyAsync(outcome.State, outcome.State.Active, options.Value.ActivateTimeout);
        }

        return outcome;
    }

    private async Task<RegistryOutcome> ChangeAndTellAsync(RegistryRequest request)
    {
        var outcome = await ChangeAsync(request);
        if (outcome.Accepted)
        {
            await silos.ApplyAsync(outcome.State, outcome.State.Active, options.Value.ActivateTimeout);
        }

        return outcome;
    }

    /// <summary>The silos that can't run the candidate, or did not say that they can.</summary>
    private static ImmutableArray<DeviceFault> Faults(Candidate candidate, ImmutableArray<(string Silo, SiloModels? Models)> answers) => [.. answers.SelectMany(answer =>
    {
        var resident = answer.Models?.Models.FirstOrDefault(model => model.Model == candidate.Model);
        return (answer.Models, resident) switch
        {
            (null, _) => (DeviceFault[])[new(answer.Silo, "The silo did not answer in time.")],
            (_, null) => [new(answer.Silo, "The silo has not begun to load the model.")],
            (_, { Stage: ResidentStage.Ready }) => [],
            (_, { Stage: ResidentStage.Failed }) => [.. resident.Faults],
            _ => [new(answer.Silo, "The silo is still loading the model.")],
        };
    })];

    private async Task<RegistryOutcome> ChangeAsync(RegistryRequest request)
    {
        await _change.WaitAsync();
        try
        {
            return await WriteAsync(request);
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>Applies a command to the latest state, durably. Somebody else's write meanwhile is read, and the command applied to that.</summary>
    private async Task<RegistryOutcome> WriteAsync(RegistryRequest request)
    {
        for (var again = false; ; again = true)
        {
            var before = record.State;
            var outcome = RegistryRules.Apply(before.State, request, time.GetUtcNow());
            if (!outcome.Accepted)
            {
                return outcome;
            }

            try
            {
                record.State = before.With(outcome);
                await record.WriteStateAsync();
            }
            catch (InconsistentStateException) when (!again)
            {
                await record.ReadStateAsync();
                _state = record.State.State;
                continue;
            }
            catch (Exception e) when (e is not InconsistentStateException && DiskFault.Is(e))
            {
                record.State = before;
                LogNotStored(request.Command.Verb, e.GetBaseException().Message);
                return RegistryOutcome.Refused(before.State, RegistryRefusal.NotStored, PackageStoreException.Of("The registry's state", e).Message);
            }
            catch
            {
                record.State = before;
                throw;
            }

            _state = outcome.State;
            await CatchUpAsync();
            LogChange(outcome.Entry.Actor, outcome.Entry.Command.Verb, outcome.Entry.Command.Model?.Version ?? "", outcome.Entry.FromGeneration, outcome.Entry.ToGeneration);
            return outcome;
        }
    }

    /// <summary>Adds lines to the journal that the state has and it has not: the one just written, and those of a crash between the two.</summary>
    private async Task CatchUpAsync()
    {
        try
        {
            await journal.AppendAsync(record.State.Recent);
        }
        catch (Exception e) when (DiskFault.Is(e))
        {
            // The state holds the lines, and the next command or the next start adds them: what was decided is in force.
            LogJournalBehind(e.GetBaseException().Message);
        }
    }

    private void Tell(RegistryState state) => _ = silos.ApplyAsync(state, null, options.Value.ActivateTimeout);

    /// <summary>Stops a candidate, or takes a fresh champion back, when it breaks a limit.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var state = _state;
        Watch(state);
        var onTrial = state.Candidate is { IsOnTrial: true } candidate ? candidate.Model : null;
        var fresh = onTrial is null && state.Previous is not null && _watched == state.Active && time.GetElapsedTime(_watchedSince) < limits.Value.RollbackWithin;
        if (state.Active is null || (onTrial is null && !fresh))
        {
            return;
        }

        var answers = await silos.ReportAsync(ReportPatience);
        var report = TrialReport.Merge([.. answers.Select(answer => answer.Models?.Trial).OfType<TrialReport>()]);
        var (other, model, verb) = onTrial is not null ? (state.Active, onTrial, RegistryVerb.Reject) : (state.Previous!, state.Active, RegistryVerb.Rollback);
        if (TrialRules.Broken(report.Of(other.Sha256), report.Of(model.Sha256), onTrial is null ? null : report.Flips, limits.Value) is { } sentence)
        {
            LogStopped(model.Name, model.Version, sentence);
            await ChangeAndTellAsync(new(new(verb, verb == RegistryVerb.Reject ? model : null), "system:limits", $"Stopped by a limit: {sentence}.", state.Generation));
        }
    }

    /// <summary>A champion is fresh from the moment an activation made it one, not after a rollback: that would go to and fro.</summary>
    private void Watch(RegistryState state)
    {
        var last = record.State.Recent.LastOrDefault(entry => entry.Command.Verb is RegistryVerb.Activate or RegistryVerb.Promote or RegistryVerb.Rollback or RegistryVerb.Adopt);
        var fresh = last?.Command.Verb is RegistryVerb.Activate or RegistryVerb.Promote ? state.Active : null;
        if (_watched != fresh)
        {
            _watched = fresh;
            var ago = last is null ? TimeSpan.Zero : time.GetUtcNow() - last.At;
            _watchedSince = time.GetTimestamp() - (long)(Math.Max(0, ago.TotalSeconds) * time.TimestampFrequency);
        }
    }

    [LoggerMessage(LogLevel.Information, "Registry: {Actor} did {Verb} {Version}, generation {From} to {To}")]
    private partial void LogChange(string actor, RegistryVerb verb, string version, long from, long to);

    [LoggerMessage(LogLevel.Error, "The registry can't be written, so that {Verb} changes nothing: {Reason}")]
    private partial void LogNotStored(RegistryVerb verb, string reason);

    [LoggerMessage(LogLevel.Warning, "The history's file is behind; its lines are kept in the registry's state meanwhile: {Reason}")]
    private partial void LogJournalBehind(string reason);

    [LoggerMessage(LogLevel.Warning, "Model {Name} {Version} is stopped: {Sentence}")]
    private partial void LogStopped(string name, string version, string sentence);
}
