using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Durability;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Promotion;
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
    IOptions<PromotionOptions> promotion,
    IOptions<PackageStoreOptions> packages,
    TimeProvider time,
    ILogger<ModelRegistryGrain> logger) : Grain, IModelRegistryGrain, IDisposable
{
    public const string StateName = "registry";
    public const string StorageName = "registry";

    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _change = new(1);
    private readonly Supervision _supervision = new(limits.Value, promotion.Value, time);
    // What everybody sees: only what is durable.
    private RegistryState _state = RegistryState.Empty;
    private int _preparing;

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
        var (state, recent) = (_state, record.State.Recent);
        return new(
            state, present, [.. answers.Where(answer => answer.Models is null).Select(answer => answer.Silo)], TrialReport.Merge([.. present.Select(silo => silo.Trial)]),
            _supervision.Outlook(state, recent, answers));
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
        _preparing++;
        try
        {
            var outcome = await ChangeAsync(request);
            return outcome.Accepted ? await ConcludeAsync(request, outcome.State) : outcome;
        }
        finally
        {
            _preparing--;
        }
    }

    /// <summary>Waits until every silo has prepared the candidate or failed to, and writes down which.</summary>
    private async Task<RegistryOutcome> ConcludeAsync(RegistryRequest request, RegistryState state)
    {
        var candidate = state.Candidate!;
        var faults = PreparationFaults.Of(candidate, await silos.ApplyAsync(state, candidate.Model, options.Value.PrepareTimeout));
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
        var faults = PreparationFaults.Of(state.Candidate!, await silos.ApplyAsync(state, state.Candidate!.Model, options.Value.PrepareTimeout));
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

    /// <summary>Does what is due without a person: by a limit, or on the way of a candidate that becomes active by itself.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var (state, recent) = (_state, record.State.Recent);
        if (state.Candidate is { Stage: CandidateStage.Preparing } left && _preparing == 0)
        {
            _ = FinishPreparingAsync(state, left.Model);
        }

        if (!_supervision.IsNeeded(state, recent) || _supervision.Next(state, recent, await silos.ReportAsync(ReportPatience)) is not { } due)
        {
            return;
        }

        if (due.Actor == Supervision.LimitsActor)
        {
            LogStopped((due.Command.Model ?? state.Active!).Version, due.Reason!);
        }

        await ExecuteAsync(due);
    }

    /// <summary>The registry began anew while silos were preparing: they follow the state, and somebody must write down how it ended.</summary>
    private async Task FinishPreparingAsync(RegistryState state, ModelIdentity model)
    {
        _preparing++;
        try
        {
            await ConcludeAsync(new(new(RegistryVerb.Prepare, model), "system:registry"), state);
        }
        // The next tick tries again.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotConcluded(model.Name, model.Version, e.Message);
        }
        finally
        {
            _preparing--;
        }
    }

    [LoggerMessage(LogLevel.Information, "Registry: {Actor} did {Verb} {Version}, generation {From} to {To}")]
    private partial void LogChange(string actor, RegistryVerb verb, string version, long from, long to);

    [LoggerMessage(LogLevel.Error, "The registry can't be written, so that {Verb} changes nothing: {Reason}")]
    private partial void LogNotStored(RegistryVerb verb, string reason);

    [LoggerMessage(LogLevel.Warning, "The history's file is behind; its lines are kept in the registry's state meanwhile: {Reason}")]
    private partial void LogJournalBehind(string reason);

    [LoggerMessage(LogLevel.Warning, "It can't be written down how the preparation of {Name} {Version} ended: {Reason}")]
    private partial void LogNotConcluded(string name, string version, string reason);

    [LoggerMessage(LogLevel.Warning, "Model {Version}: {Reason}")]
    private partial void LogStopped(string version, string reason);
}
