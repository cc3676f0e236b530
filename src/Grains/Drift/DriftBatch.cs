using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Drift;

/// <summary>What one silo saw of the active model's verdicts.</summary>
/// <param name="Model">The model that judged all of them.</param>
/// <param name="Generation">The registry's generation that the silo judges by.</param>
/// <param name="Samples">One for each verdict, in the order of delivery.</param>
[GenerateSerializer, Immutable]
public sealed record DriftBatch([property: Id(0)] ModelIdentity Model, [property: Id(1)] long Generation, [property: Id(2)] ImmutableArray<DriftSample> Samples);
