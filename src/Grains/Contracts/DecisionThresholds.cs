namespace FakeNews.Grains.Contracts;

/// <summary>Bounds on the calibrated probability of <see cref="VerdictLabel.Fake"/>; they travel with the model.</summary>
/// <param name="Flag">At or above: <see cref="Decision.Flag"/>. In (0, 1].</param>
/// <param name="Review">At or above, and below <paramref name="Flag"/>: <see cref="Decision.Review"/>. In (0, Flag].</param>
[GenerateSerializer, Immutable]
public sealed record DecisionThresholds([property: Id(0)] double Flag, [property: Id(1)] double Review)
{
    /// <summary>The decision for a calibrated probability of fake.</summary>
    public Decision Decide(double fakeProbability) =>
        fakeProbability >= Flag ? Decision.Flag : fakeProbability >= Review ? Decision.Review : Decision.Pass;
}
