using System.Text.Json.Serialization;

namespace FakeNews.Grains.Contracts;

/// <summary>Tokens of a prepared article, [CLS] and [SEP] included.</summary>
/// <param name="Used">Tokens the model read.</param>
/// <param name="Total">Tokens the whole text has.</param>
[GenerateSerializer, Immutable]
public readonly record struct TokenCount([property: Id(0)] int Used, [property: Id(1)] int Total)
{
    /// <summary>How many of <see cref="Used"/> are the unknown piece; for drift. Not published.</summary>
    [Id(2), JsonIgnore]
    public int Unknown { get; init; }
}
