using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Service;

/// <summary>What the trainer needs to know of the registry.</summary>
/// <param name="Generation">The registry's.</param>
/// <param name="Active">The model that judges.</param>
/// <param name="Candidate">The model on trial.</param>
public sealed record SiloState(long Generation, ModelIdentity? Active, ModelIdentity? Candidate);
