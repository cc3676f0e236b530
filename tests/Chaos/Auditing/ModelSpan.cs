namespace FakeNews.Chaos.Auditing;

/// <summary>A time in which a model version may have judged: from the order to activate it until every silo reported its successor.</summary>
/// <param name="Sha256">The package's sha256.</param>
/// <param name="From">When the order was given.</param>
/// <param name="To">When its successor was active everywhere; null while it is active.</param>
public sealed record ModelSpan(string Sha256, DateTimeOffset From, DateTimeOffset? To);
