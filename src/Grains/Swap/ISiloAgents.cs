using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>All silos of the cluster, as the registry reaches them.</summary>
internal interface ISiloAgents
{
    /// <summary>Has every silo take over a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="awaited">The model that each silo shall have prepared, or failed to, before it answers; null: none.</param>
    /// <param name="patience">How long a silo is waited for.</param>
    /// <returns>For each active silo what it has, or null where it did not answer in time.</returns>
    Task<ImmutableArray<(string Silo, SiloModels? Models)>> ApplyAsync(RegistryState state, ModelIdentity? awaited, TimeSpan patience);

    /// <summary>What every silo has.</summary>
    Task<ImmutableArray<(string Silo, SiloModels? Models)>> ReportAsync(TimeSpan patience);
}
