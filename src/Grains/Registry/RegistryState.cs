using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Registry;

/// <summary>Which models have which part. All that silos obey.</summary>
/// <param name="Generation">Grows by one with every change of the parts; silos compare it with the one they have applied.</param>
/// <param name="Sequence">Number of the last line of history; it grows with every accepted command, also with those that change no part.</param>
/// <param name="Active">The model that judges; null before the first.</param>
/// <param name="Previous">The model that judged before it, kept loaded for a rollback.</param>
/// <param name="Candidate">The model that may follow.</param>
[GenerateSerializer, Immutable]
public sealed record RegistryState(
    [property: Id(0)] long Generation,
    [property: Id(1)] long Sequence,
    [property: Id(2)] ModelIdentity? Active,
    [property: Id(3)] ModelIdentity? Previous,
    [property: Id(4)] Candidate? Candidate)
{
    /// <summary>Before anything.</summary>
    public static RegistryState Empty { get; } = new(0, 0, null, null, null);

    /// <summary>The models that devices keep loaded.</summary>
    public IEnumerable<ModelIdentity> Resident =>
        new[] { Active, Previous, Candidate is { Stage: not CandidateStage.Failed } candidate ? candidate.Model : null }.OfType<ModelIdentity>().DistinctBy(model => model.Sha256);
}
