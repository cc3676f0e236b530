using System.Collections.Immutable;

namespace FakeNews.Grains.Models;

/// <summary>One line of <c>golden.jsonl</c>: what the trainer's own network computed, which a device must reproduce.</summary>
/// <param name="Ids">Ids, [CLS] and [SEP] included.</param>
/// <param name="Logits">Logits: fake, real.</param>
/// <param name="Text">Prepared text that the tokenizer must turn into <paramref name="Ids"/>; a line may be without.</param>
/// <param name="Tolerance">Largest absolute difference allowed; 1e-4 where the line does not say.</param>
public sealed record GoldenExample(ImmutableArray<int> Ids, ImmutableArray<double> Logits, string? Text = null, double? Tolerance = null)
{
    /// <summary>The tolerance of a line that states none.</summary>
    public const double DefaultTolerance = 1e-4;
}
