using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Service;

/// <summary>What the trainer asks of the serving side.</summary>
public interface ISilo
{
    /// <summary>The registry.</summary>
    Task<SiloState> StateAsync(CancellationToken cancellationToken);

    /// <summary>The stream beside the active model's reference.</summary>
    Task<DriftReport> DriftAsync(CancellationToken cancellationToken);

    /// <summary>Brings a package here.</summary>
    /// <param name="sha256">Its address.</param>
    /// <param name="folder">Where to; it appears whole or not at all.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<ModelPackage> FetchAsync(string sha256, string folder, CancellationToken cancellationToken);

    /// <summary>Puts a package into the store; one that is there already is left.</summary>
    Task ImportAsync(string folder, string sha256, string reason, CancellationToken cancellationToken);

    /// <summary>Makes a package that passed the gate the candidate.</summary>
    /// <param name="sha256">Its address.</param>
    /// <param name="generation">The registry's generation that was seen.</param>
    /// <param name="isAutomatic">True: it is to become active by itself; false: the silo's configuration says so, or a person.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null, or why it is not.</returns>
    Task<string?> ProposeAsync(string sha256, long generation, bool isAutomatic, string reason, CancellationToken cancellationToken);
}
