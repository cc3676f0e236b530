namespace FakeNews.Grains.Contracts;

/// <summary>The verdict that a reviewer had before them, as it was published.</summary>
/// <param name="Model">The model that judged.</param>
/// <param name="Decision">What followed.</param>
/// <param name="FakeProbability">Calibrated probability of fake in [0, 1]; null where the model did not judge.</param>
/// <param name="ClassifiedAt">When it was reached.</param>
[GenerateSerializer, Immutable]
public sealed record SeenVerdict(
    [property: Id(0)] ModelIdentity Model,
    [property: Id(1)] Decision Decision,
    [property: Id(2)] double? FakeProbability,
    [property: Id(3)] DateTimeOffset ClassifiedAt)
{
    /// <summary>What of a verdict is kept with a label.</summary>
    public static SeenVerdict Of(Verdict verdict) => new(verdict.Model, verdict.Decision, verdict.FakeProbability, verdict.ClassifiedAt);
}
