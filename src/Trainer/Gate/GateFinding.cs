namespace FakeNews.Trainer.Gate;

/// <summary>What one rule found.</summary>
/// <param name="Rule">Short name, e.g. <c>better</c>, <c>out-of-source: horne2017</c>.</param>
/// <param name="Passed">Whether it lets the candidate through.</param>
/// <param name="Champion">The active model's figure; null where there is none.</param>
/// <param name="Candidate">The candidate's.</param>
/// <param name="Limit">What the candidate's figure, or the difference, is held against.</param>
/// <param name="Words">Why, in a sentence.</param>
public sealed record GateFinding(string Rule, bool Passed, double? Champion, double? Candidate, double? Limit, string Words);
