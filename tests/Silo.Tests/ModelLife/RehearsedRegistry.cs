using System.Collections.Immutable;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Trial;

namespace FakeNews.Silo.Tests.ModelLife;

/// <summary>The registry's own rules, with devices that prepare at once or fail as told.</summary>
internal sealed class RehearsedRegistry : IModelRegistryGrain
{
    private readonly List<HistoryEntry> _history = [];

    public RegistryState State { get; private set; } = RegistryState.Empty;

    /// <summary>Why a device can't prepare.</summary>
    public string? Fault { get; set; }

    /// <summary>True where no state can be written.</summary>
    public bool IsFull { get; set; }

    public TrialReport Trial { get; set; } = TrialReport.Empty;

    public Task<RegistryState> GetAsync() => Task.FromResult(State);

    public Task<RegistryOutcome> ExecuteAsync(RegistryRequest request)
    {
        if (IsFull)
        {
            return Task.FromResult(RegistryOutcome.Refused(State, RegistryRefusal.NotStored, "The registry's state has no room left."));
        }

        var outcome = Apply(request);
        if (outcome.Accepted && request.Command.Verb == RegistryVerb.Prepare)
        {
            outcome = Apply(new(
                Fault is { } reason ? new(RegistryVerb.Unprepared, request.Command.Model, Faults: [new("test-silo/cpu0", reason)]) : new(RegistryVerb.Prepared, request.Command.Model),
                request.Actor));
        }

        return Task.FromResult(outcome);
    }

    public Task<ClusterModels> StatusAsync() => Task.FromResult(new ClusterModels(State, [], [], Trial));

    public Task<ImmutableArray<HistoryEntry>> HistoryAsync(long before, int limit) =>
        Task.FromResult(_history.AsEnumerable().Reverse().Where(entry => entry.Sequence < before).Take(limit).ToImmutableArray());

    public Task<ImmutableArray<StoredPackage>> CollectAsync(string actor, string? reason, bool rehearse) => Task.FromResult(ImmutableArray<StoredPackage>.Empty);

    private RegistryOutcome Apply(RegistryRequest request)
    {
        var outcome = RegistryRules.Apply(State, request, DateTimeOffset.UnixEpoch);
        State = outcome.State;
        if (outcome.Entry is { } entry)
        {
            _history.Add(entry);
        }

        return outcome;
    }
}
