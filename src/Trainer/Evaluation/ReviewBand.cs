using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// The thresholds that leave as little as possible to people while what is flagged, and what passes, is each wrong at most as often as asked.
/// </summary>
/// <param name="Thresholds">For the model's package; equal ones mean that nobody need look.</param>
/// <param name="ReviewShare">Share of the rows between the thresholds.</param>
/// <param name="FlagError">Share of real rows among the flagged; null where none is flagged.</param>
/// <param name="PassError">Share of fake rows among those that pass; null where none does.</param>
/// <param name="IsReached">Whether both errors are within the target; not so where no row can be flagged, or passed, that surely.</param>
public sealed record ReviewBand(DecisionThresholds Thresholds, double ReviewShare, double? FlagError, double? PassError, bool IsReached)
{
    /// <summary>Chooses the band on rows that the model was not trained on, with calibrated probabilities.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="targetError">Greatest share of wrong decisions on either side, e.g. 0.01.</param>
    public static ReviewBand Choose(ScoredLabels rows, double targetError)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetError, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(targetError, 1);
        var cuts = new FlagCuts(rows).Cuts;
        var (flag, review) = Narrowest(cuts, rows.Count, targetError, bothSides: true) ?? Narrowest(cuts, rows.Count, targetError, bothSides: false)!.Value;

        // Serving wants thresholds above 0 and up to 1.
        static double Usable(double threshold) => Math.Clamp(threshold, double.Epsilon, 1);
        var thresholds = new DecisionThresholds(Usable(flag.Threshold), Usable(Math.Min(flag.Threshold, review.Threshold)));
        return Measure(rows, thresholds, targetError);
    }

    private static (FlagCut Flag, FlagCut Review)? Narrowest(IReadOnlyList<FlagCut> cuts, int count, double targetError, bool bothSides)
    {
        (FlagCut Flag, FlagCut Review)? best = null;
        var (fewest, errorsOfBest) = (long.MaxValue, long.MaxValue);
        FlagCut? flag = null;
        foreach (var cut in cuts)
        {
            if (cut.FlaggedReal <= targetError * cut.Flagged && (cut.Flagged > 0 || !bothSides))
            {
                flag = cut;
            }

            var (passing, passingFake) = (count - cut.Flagged, cut.FakeCount - cut.FlaggedFake);
            if (flag is null || passingFake > targetError * passing || (passing == 0 && bothSides))
            {
                continue;
            }

            var (between, errors) = (cut.Flagged - flag.Flagged, flag.FlaggedReal + passingFake);
            if (between < fewest || (between == fewest && errors < errorsOfBest))
            {
                (best, fewest, errorsOfBest) = ((flag, cut), between, errors);
            }
        }

        return best;
    }

    private static ReviewBand Measure(ScoredLabels rows, DecisionThresholds thresholds, double targetError)
    {
        var cuts = new FlagCuts(rows);
        var (flagged, kept) = (cuts.At(thresholds.Flag), cuts.At(thresholds.Review));
        var passing = rows.Count - kept.Flagged;
        double? flagError = flagged.Flagged == 0 ? null : 1 - flagged.Precision;
        double? passError = passing == 0 ? null : (double)(kept.FakeCount - kept.FlaggedFake) / passing;
        return new ReviewBand(
            thresholds,
            (double)(kept.Flagged - flagged.Flagged) / rows.Count,
            flagError,
            passError,
            flagError is { } one && passError is { } other && one <= targetError && other <= targetError);
    }
}
