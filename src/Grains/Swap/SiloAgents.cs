using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>Reaches every active silo through its agent. A silo that leaves meanwhile is no longer asked for.</summary>
internal sealed class SiloAgents(IClusterMembershipService membership, IGrainFactory grains) : ISiloAgents
{
    public Task<ImmutableArray<(string Silo, SiloModels? Models)>> ApplyAsync(RegistryState state, ModelIdentity? awaited, TimeSpan patience) =>
        AskAsync((agent, cancellationToken) => agent.ApplyAsync(state, awaited?.Sha256, cancellationToken), patience);

    public Task<ImmutableArray<(string Silo, SiloModels? Models)>> ReportAsync(TimeSpan patience) => AskAsync(static (agent, _) => agent.ReportAsync(), patience);

    private async Task<ImmutableArray<(string Silo, SiloModels? Models)>> AskAsync(Func<IModelAgentGrain, CancellationToken, Task<SiloModels>> question, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        var answers = await Task.WhenAll(ActiveSilos().Select(async silo =>
        {
            try
            {
                var agent = grains.GetGrain<IModelAgentGrain>(new DeviceKey(silo, ModelAgentGrain.Part).ToString());
                return (silo, (SiloModels?)await question(agent, late.Token).WaitAsync(late.Token));
            }
            // Whatever keeps a silo from answering, the registry needs to know only that it did not.
#pragma warning disable CA1031
            catch (Exception)
#pragma warning restore CA1031
            {
                return (silo, null);
            }
        }));
        var still = ActiveSilos().ToHashSet();
        return [.. answers.Where(answer => answer.Item2 is not null || still.Contains(answer.silo))];
    }

    private string[] ActiveSilos() =>
        [.. membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.Name).Distinct().Order(StringComparer.Ordinal)];
}
