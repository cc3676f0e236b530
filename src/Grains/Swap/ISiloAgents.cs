using System.Collections.Immutable;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>All silos of the cluster, as the registry reaches them.</summary>
internal interface ISiloAgents
{
    /// <summary>Has every silo take over a state.</summary>
    /// <returns>For each active silo what it has, or null where it did not answer in time.</returns>
    Task<ImmutableArray<(string Silo, SiloModels? Models)>> ApplyAsync(RegistryState state, TimeSpan patience);

    /// <summary>What every silo has.</summary>
    Task<ImmutableArray<(string Silo, SiloModels? Models)>> ReportAsync(TimeSpan patience);
}
