namespace FakeNews.Chaos.Auditing;

/// <summary>A text of the pool under a model.</summary>
/// <param name="Sha256">The package's sha256.</param>
/// <param name="Text">Number of the text.</param>
public readonly record struct TextOfModel(string Sha256, int Text);
