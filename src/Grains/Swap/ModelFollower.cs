using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Trial;
using Microsoft.Extensions.Logging;

namespace FakeNews.Grains.Swap;

/// <summary>
/// Makes this silo have what the registry says. Level-triggered: it compares what is wanted with what is there, whenever it is told a state or a
/// preparation ends, so that a message that was lost or came late changes nothing in the end.
/// </summary>
/// <remarks>
/// Invariants: the state applied never goes back; a model judges only while it is ready on every device; a model is unloaded only when no part needs it and
/// every call that began while it had one has ended.
/// </remarks>
internal sealed partial class ModelFollower(
    ActiveModel active, LocalDevices devices, ModelPreparation preparation, TrialBook trial, ILocalSiloDetails silo, TimeProvider time, ILogger<ModelFollower> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Resident> _residents = [];
    private readonly List<Task> _drains = [];
    private RegistryState _wanted = RegistryState.Empty;
    private long _generation;
    private bool _mayJudge;

    /// <summary>The generation that this silo judges by.</summary>
    public long Generation
    {
        get
        {
            lock (_lock)
            {
                return _generation;
            }
        }
    }

    /// <summary>Takes over a state, unless a newer one is known. Starts what it needs and returns at once.</summary>
    public void Apply(RegistryState state)
    {
        lock (_lock)
        {
            if (state.Generation < _wanted.Generation)
            {
                return;
            }

            _wanted = state;
            Reconcile();
        }
    }

    /// <summary>From now on the state is known to be the registry's present one, and models may judge by it.</summary>
    public void MayJudge()
    {
        lock (_lock)
        {
            _mayJudge = true;
            Reconcile();
        }
    }

    /// <summary>Ends when a model is not being prepared (any more); a failure is in the report.</summary>
    public async Task SettledAsync(string? sha256, CancellationToken cancellationToken)
    {
        if ((Task?)WorkOn(sha256) is { IsCompleted: false } work)
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        lock (_lock)
        {
            // The continuation that swaps may not have run yet.
            Reconcile();
        }
    }

    /// <summary>Loads a model before this silo is in the cluster, at full speed.</summary>
    /// <exception cref="PreparationException">A device can't run it.</exception>
    public async Task LoadAsync(ModelIdentity model)
    {
        Task<ModelSnapshot> work;
        lock (_lock)
        {
            work = Start(model, attempt: 0, aside: false).Work;
        }

        await work;
    }

    /// <summary>What is there.</summary>
    public SiloModels Report()
    {
        lock (_lock)
        {
            return new(
                silo.Name,
                _generation,
                active.Current?.Identity,
                [.. devices.Descriptions.Select(device => device.Name)],
                [.. _residents.Values.Select(Describe)],
                trial.Read());
        }
    }

    private Task<ModelSnapshot>? WorkOn(string? sha256)
    {
        lock (_lock)
        {
            return sha256 is not null && _residents.TryGetValue(sha256, out var resident) ? resident.Work : null;
        }
    }

    private void Reconcile()
    {
        foreach (var model in _wanted.Resident)
        {
            if (!_residents.TryGetValue(model.Sha256, out var resident) || ShouldRetry(resident))
            {
                Start(model, _wanted.Candidate?.Model == model ? _wanted.Candidate.Attempt : 0, aside: true);
            }
        }

        if (_mayJudge && _wanted.Active is { } wanted && ReadyOf(wanted) is { } champion)
        {
            Judge(champion);
        }

        Free();
    }

    private bool ShouldRetry(Resident resident) => resident.Stage == ResidentStage.Failed
        && (_wanted.Candidate is { } candidate && candidate.Model == resident.Model
            ? resident.Attempt < candidate.Attempt
            : time.GetElapsedTime(resident.Started) > TimeSpan.FromSeconds(30));

    private void Judge(ModelSnapshot champion)
    {
        var candidate = _wanted.Candidate is { IsOnTrial: true } onTrial && ReadyOf(onTrial.Model) is { } ready ? (onTrial, ready) : default;
        var lineup = candidate.ready is null ? new ModelLineup(champion) : new ModelLineup(champion, candidate.ready, candidate.onTrial.CanaryPercent, candidate.onTrial.ShadowPercent);
        if (!lineup.Equals(active.Lineup))
        {
            trial.Begin(lineup);
            var before = active.Current?.Identity;
            _drains.RemoveAll(static drain => drain.IsCompleted);
            _drains.Add(active.Activate(lineup));
            if (before != champion.Identity)
            {
                LogActive(champion.Identity.Name, champion.Identity.Version, champion.Identity.Sha256, _wanted.Generation);
            }
        }

        _generation = _wanted.Generation;
    }

    private Resident Start(ModelIdentity model, int attempt, bool aside)
    {
        var cancellation = new CancellationTokenSource();
        var started = time.GetTimestamp();
        var resident = new Resident(model, attempt, started, preparation.RunAsync(model, aside && active.Current is not null, cancellation.Token), cancellation);
        _residents[model.Sha256] = resident;
        _ = FollowAsync(resident);
        return resident;
    }

    private async Task FollowAsync(Resident resident)
    {
        await ((Task)resident.Work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            resident.Took = time.GetElapsedTime(resident.Started);
            if (resident.Stage == ResidentStage.Ready)
            {
                LogReady(resident.Model.Name, resident.Model.Version, resident.Model.Sha256, (long)resident.Took.TotalMilliseconds);
            }
            else if (!resident.Work.IsCanceled)
            {
                LogFailed(resident.Model.Name, resident.Model.Version, resident.Work.Exception?.GetBaseException().Message ?? "cancelled");
            }

            if (_residents.GetValueOrDefault(resident.Model.Sha256) == resident)
            {
                Reconcile();
            }
            else if (resident.Stage == ResidentStage.Ready && !_residents.ContainsKey(resident.Model.Sha256))
            {
                // Nobody wanted it any more when it was done.
                devices.Unload(resident.Model);
            }
        }
    }

    private void Free()
    {
        var kept = _wanted.Resident.Select(model => model.Sha256).ToHashSet();
        if (active.Lineup is { } lineup)
        {
            kept.Add(lineup.Champion.Identity.Sha256);
            kept.Add(lineup.Candidate?.Identity.Sha256 ?? "");
        }

        // Before the first state there is the model that was loaded for it.
        if (_wanted.Generation == 0)
        {
            return;
        }

        foreach (var resident in _residents.Values.Where(resident => !kept.Contains(resident.Model.Sha256)).ToArray())
        {
            _residents.Remove(resident.Model.Sha256);
            resident.Cancel();
            _ = FreeAsync(resident, Task.WhenAll(_drains));
        }
    }

    private async Task FreeAsync(Resident resident, Task drained)
    {
        await drained;
        lock (_lock)
        {
            if (!_residents.ContainsKey(resident.Model.Sha256))
            {
                _ = preparation.FreeAsync(resident.Model);
                LogFreed(resident.Model.Name, resident.Model.Version);
            }
        }
    }

    private ModelSnapshot? ReadyOf(ModelIdentity model) =>
        _residents.TryGetValue(model.Sha256, out var resident) && resident.Stage == ResidentStage.Ready ? resident.Work.Result : null;

    private ResidentModel Describe(Resident resident)
    {
        ImmutableArray<DeviceFault> faults = resident.Work.Exception?.GetBaseException() switch
        {
            null => [],
            PreparationException failed => failed.Faults,
            var other => [new(silo.Name, other.Message)],
        };
        return new(resident.Model, resident.Stage, resident.Attempt, faults, resident.Took.TotalSeconds);
    }

    [LoggerMessage(LogLevel.Information, "Model {Name} {Version} ({Sha256}) is ready on every device after {Milliseconds} ms")]
    private partial void LogReady(string name, string version, string sha256, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "Model {Name} {Version} can't be prepared: {Reason}")]
    private partial void LogFailed(string name, string version, string reason);

    [LoggerMessage(LogLevel.Information, "Model {Name} {Version} ({Sha256}) judges from now on (generation {Generation})")]
    private partial void LogActive(string name, string version, string sha256, long generation);

    [LoggerMessage(LogLevel.Information, "Model {Name} {Version} is unloaded")]
    private partial void LogFreed(string name, string version);
}
