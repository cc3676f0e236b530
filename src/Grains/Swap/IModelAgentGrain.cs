using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Swap;

/// <summary>The registry's hand on one silo, keyed <c>{silo}/models</c> and placed on that silo.</summary>
public interface IModelAgentGrain : IGrainWithStringKey
{
    /// <summary>Has the silo take over a state, and waits until it has prepared a model or failed to.</summary>
    /// <param name="state">The state.</param>
    /// <param name="awaited">sha256 of the model to wait for; null: none.</param>
    /// <param name="cancellationToken">Ends the waiting, not the work.</param>
    [ResponseTimeout("01:00:00")]
    Task<SiloModels> ApplyAsync(RegistryState state, string? awaited, CancellationToken cancellationToken = default);

    /// <summary>What the silo has at this moment.</summary>
    Task<SiloModels> ReportAsync();
}
