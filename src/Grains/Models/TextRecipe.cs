using System.Collections.Immutable;

namespace FakeNews.Grains.Models;

/// <summary>How an article becomes the text a model reads: the same in training and serving.</summary>
/// <param name="Separator">Between title and body where both are there; a single blank in the study.</param>
/// <param name="Masks">Names of the masks of <c>FakeNews.Grains.Text</c>, applied in this order.</param>
public sealed record TextRecipe(string Separator, ImmutableArray<string> Masks);
