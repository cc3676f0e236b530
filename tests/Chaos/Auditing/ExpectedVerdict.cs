namespace FakeNews.Chaos.Auditing;

/// <summary>What <c>fakenews classify</c> says of a text with a model package.</summary>
/// <param name="Label"><c>fake</c>, <c>real</c> or null.</param>
/// <param name="FakeProbability">Calibrated probability of fake, or null.</param>
public sealed record ExpectedVerdict(string? Label, double? FakeProbability);
