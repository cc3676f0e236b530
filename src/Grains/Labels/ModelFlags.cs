using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Labels;

/// <summary>The flags of one model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Counts">How they were labelled.</param>
public sealed record ModelFlags(ModelIdentity Model, FlagCounts Counts);
