using System.Collections.Immutable;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Gate;

/// <summary>The articles that a gate tries both models on.</summary>
/// <param name="HeldOut">The fixed held-out set.</param>
/// <param name="OutOfSource">Sets of other sources, by their names.</param>
/// <param name="HeldBack">Labelled articles that were held back; may be empty.</param>
/// <param name="Statements">Plain true statements; may be empty.</param>
public sealed record GateSets(
    IReadOnlyList<LabelledArticle> HeldOut,
    ImmutableSortedDictionary<string, IReadOnlyList<LabelledArticle>> OutOfSource,
    IReadOnlyList<LabelledArticle> HeldBack,
    IReadOnlyList<LabelledArticle> Statements);
