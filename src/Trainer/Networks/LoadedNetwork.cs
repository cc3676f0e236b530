using FakeNews.Trainer.Checkpoints;

namespace FakeNews.Trainer.Networks;

/// <summary>A network from a checkpoint, and what of the checkpoint did not fit it.</summary>
/// <param name="Network">Owned by the caller.</param>
/// <param name="Report">Missing parameters were initialised.</param>
public sealed record LoadedNetwork(IClassifierNetwork Network, LoadingReport Report);
