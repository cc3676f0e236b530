using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;

namespace FakeNews.Grains.Models;

/// <summary>
/// <c>manifest.json</c> of a model package: all that serving must obey. It names every other file of the package with its sha256, so that the
/// manifest's own sha256 addresses the whole.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The format written now.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of this format; another than <see cref="CurrentFormat"/> is refused.</summary>
    public required int Format { get; init; }

    /// <summary>Name, e.g. <c>demo</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version, e.g. <c>1.0.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Class names by index of the logits: <c>fake</c>, <c>real</c>.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>BCP 47 tag of the language the model was trained on: <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>How an article becomes text.</summary>
    public required TextRecipe Text { get; init; }

    /// <summary>Longest input in tokens, [CLS] and [SEP] included.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Thresholds on the calibrated probability of fake.</summary>
    public required DecisionThresholds Thresholds { get; init; }

    /// <summary>Temperature T of softmax(logits / T); 1 is uncalibrated.</summary>
    public required double Temperature { get; init; }

    /// <summary>sha256 of the package this one was trained from.</summary>
    public string? Parent { get; init; }

    /// <summary>What it was trained on.</summary>
    public required DataFingerprint Data { get; init; }

    /// <summary>Figures of the report, e.g. <c>heldOut.accuracy</c>; for people and for the gate.</summary>
    public required ImmutableSortedDictionary<string, double> Metrics { get; init; }

    /// <summary>How the articles of validation spread, for drift; null where the trainer did not measure it. Readers that don't know it leave it out.</summary>
    public ReferenceProfile? Reference { get; init; }

    /// <summary>Reading in two steps; null: every article is read at once as far as the model reads. Readers that don't know it leave it out.</summary>
    public CascadeRecipe? Cascade { get; init; }

    /// <summary>The graphs, one for each precision; the first is the default.</summary>
    public required ImmutableArray<GraphVariant> Graphs { get; init; }

    /// <summary>sha256 (lower-case hexadecimal) of every file of the package but this one, by its path with forward slashes.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }
}
