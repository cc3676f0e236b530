using System.Collections.Concurrent;
using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;

namespace FakeNews.Grains.Tests.Swap;

/// <summary>Drops what the registry says while some silo is deaf: only its own polling can tell it then.</summary>
internal sealed class DeafAgents(ISiloAgents agents, ConcurrentDictionary<string, bool> deaf) : ISiloAgents
{
    public Task<ImmutableArray<(string Silo, SiloModels? Models)>> ApplyAsync(RegistryState state, ModelIdentity? awaited, TimeSpan patience) =>
        deaf.IsEmpty ? agents.ApplyAsync(state, awaited, patience) : Task.FromResult(ImmutableArray<(string, SiloModels?)>.Empty);

    public Task<ImmutableArray<(string Silo, SiloModels? Models)>> ReportAsync(TimeSpan patience) => agents.ReportAsync(patience);
}
