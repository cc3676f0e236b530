using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>The registry's hand on one silo, keyed <c>{silo}/models</c> and placed on that silo.</summary>
public interface IModelAgentGrain : IGrainWithStringKey
{
    /// <summary>Has the silo take over a state, and waits until nothing that the state wants is being prepared.</summary>
    [ResponseTimeout("01:00:00")]
    Task<SiloModels> ApplyAsync(RegistryState state, CancellationToken cancellationToken = default);

    /// <summary>What the silo has at this moment.</summary>
    Task<SiloModels> ReportAsync();
}
