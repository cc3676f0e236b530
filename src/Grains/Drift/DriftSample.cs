using FakeNews.Grains.Contracts;
using FakeNews.Grains.Sources;

namespace FakeNews.Grains.Drift;

/// <summary>What drift looks at of one verdict; no text but the publisher's normalized name.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Probability">Calibrated probability of fake; null where the model did not judge.</param>
/// <param name="Tokens">Tokens of the whole text; 0 where the model did not judge.</param>
/// <param name="Read">Tokens that the model read.</param>
/// <param name="Unknown">How many of those are the unknown piece.</param>
/// <param name="Source">The publisher, as <see cref="SourceName.Normalize"/> gives it.</param>
[GenerateSerializer, Immutable]
public readonly record struct DriftSample(
    [property: Id(0)] Decision Decision,
    [property: Id(1)] VerdictReason Reason,
    [property: Id(2)] double? Probability,
    [property: Id(3)] int Tokens,
    [property: Id(4)] int Read,
    [property: Id(5)] int Unknown,
    [property: Id(6)] string Source)
{
    /// <summary>Takes what counts out of a verdict.</summary>
    public static DriftSample Of(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var tokens = verdict.Tokens ?? default;
        return new(verdict.Decision, verdict.Reason, verdict.FakeProbability, tokens.Total, tokens.Used, tokens.Unknown, SourceName.Normalize(verdict.Source));
    }
}
