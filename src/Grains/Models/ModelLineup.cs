using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Models;

/// <summary>The models that judge at a moment: the champion, and on trial the candidate. Immutable; a call keeps the one it began with.</summary>
/// <param name="champion">The active model.</param>
/// <param name="candidate">The model on trial, or null.</param>
/// <param name="canaryPercent">Percent of the articles that the candidate judges.</param>
/// <param name="shadowPercent">Percent of the articles that it judges for the flip report only.</param>
public sealed class ModelLineup(ModelSnapshot champion, ModelSnapshot? candidate = null, double canaryPercent = 0, double shadowPercent = 0)
{
    /// <summary>The active model.</summary>
    public ModelSnapshot Champion => champion;

    /// <summary>The model on trial, or null.</summary>
    public ModelSnapshot? Candidate => candidate;

    /// <summary>Percent of the articles that the candidate judges.</summary>
    public double CanaryPercent => canaryPercent;

    /// <summary>Percent of the articles that the candidate judges for the flip report only.</summary>
    public double ShadowPercent => shadowPercent;

    /// <summary>The model that judges an article, and its arm; no arm where there is no canary.</summary>
    public (ModelSnapshot Model, ModelArm? Arm) Choose(string articleId) =>
        candidate is null || canaryPercent <= 0 ? (champion, null)
        : ArticleShare.Takes(articleId, canaryPercent) ? (candidate, ModelArm.Canary)
        : (champion, ModelArm.Champion);

    /// <summary>True where the candidate judges an article for the flip report as well; never one that it judged as the canary.</summary>
    public bool IsShadowed(string articleId, ModelArm? arm) =>
        candidate is not null && shadowPercent > 0 && arm != ModelArm.Canary && ArticleShare.Takes(articleId, shadowPercent);

    /// <summary>True where both have the same models in the same parts.</summary>
    public bool Equals(ModelLineup? other) => other is not null
        && ReferenceEquals(champion, other.Champion)
        && ReferenceEquals(candidate, other.Candidate)
        && (candidate is null || (canaryPercent == other.CanaryPercent && shadowPercent == other.ShadowPercent));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ModelLineup);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(champion, candidate, canaryPercent, shadowPercent);
}
