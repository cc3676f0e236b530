namespace FakeNews.Grains.Contracts;

/// <summary>Tokens of a prepared article, [CLS] and [SEP] included.</summary>
/// <param name="Used">Tokens the model read.</param>
/// <param name="Total">Tokens the whole text has.</param>
[GenerateSerializer, Immutable]
public readonly record struct TokenCount([property: Id(0)] int Used, [property: Id(1)] int Total);
