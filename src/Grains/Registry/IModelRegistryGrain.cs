using System.Collections.Immutable;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Swap;
using Orleans.Concurrency;

namespace FakeNews.Grains.Registry;

/// <summary>The one registry of a cluster (key 0): says which model judges, has silos follow, and keeps the history.</summary>
public interface IModelRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>The state at this moment.</summary>
    [AlwaysInterleave]
    Task<RegistryState> GetAsync();

    /// <summary>
    /// Carries a command out. Preparing waits until every device of every silo has loaded and checked the model, and fails by name; activating (promoting)
    /// first makes sure of it, then returns when every silo that answers has swapped. Everything else returns when it is durable and silos were told.
    /// </summary>
    [ResponseTimeout("01:00:00")]
    Task<RegistryOutcome> ExecuteAsync(RegistryRequest request);

    /// <summary>The state and what every silo has.</summary>
    [ResponseTimeout("00:01:00")]
    Task<ClusterModels> StatusAsync();

    /// <summary>Lines of history below a number, newest first.</summary>
    Task<ImmutableArray<HistoryEntry>> HistoryAsync(long before, int limit);

    /// <summary>Deletes packages that nothing refers to.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="rehearse">True: only says what would be deleted.</param>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<StoredPackage>> CollectAsync(string actor, string? reason, bool rehearse);
}
