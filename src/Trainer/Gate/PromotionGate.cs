using System.Globalization;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Gate;

/// <summary>The gate's rules: pure, so that the same evidence gives the same report.</summary>
/// <param name="limits">Thresholds.</param>
public sealed class PromotionGate(GateLimits limits)
{
    // A champion that is all but perfect leaves no ratio to hold on to.
    private const double LogLossSlack = 0.005;

    private readonly Bootstrap _bootstrap = new(limits.Seed, limits.Resamples);

    /// <summary>Judges a candidate.</summary>
    public GateReport Judge(GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return new(
            evidence.Champion.Model,
            evidence.Candidate.Model,
            [
                Better(evidence),
                Agreement(evidence.HeldBack),
                HeldOut(evidence.HeldOut),
                .. evidence.OutOfSource.Select(OutOfSource),
                Calibration(evidence.HeldOut),
                LogLoss(evidence.HeldOut),
                FalseFlags(evidence),
                Caught(evidence.HeldOut),
                .. Statements(evidence),
                .. Counterfactuals(evidence),
                Speed(evidence),
                Size(evidence),
            ]);
    }

    private GateFinding Better(GateEvidence evidence)
    {
        // Negative, so that higher is better.
        static double? Gain(ScoredLabels rows) => -ProbabilityLosses.LogLoss(rows);
        PairedRows[] sets = limits.BetterOnHeldOut || evidence.HeldBack is null ? [evidence.HeldOut] : [evidence.HeldOut, evidence.HeldBack];
        var (best, set) = sets.Select(rows => (Difference: _bootstrap.Compare(rows.Champion, rows.Candidate, Gain)!, Set: rows)).MaxBy(static pair => pair.Difference.ShareSecondIsHigher);
        var passed = best.ShareSecondIsHigher >= limits.BetterWith && best.Difference.Estimate > 0;
        return new(
            "better",
            passed,
            -best.First,
            -best.Second,
            limits.BetterWith,
            $"On {set.Name} ({set.Champion.Count} articles) its log loss is {N(-best.Second)} against the champion's {N(-best.First)}; it is the lower one in {P(best.ShareSecondIsHigher)} of the resamples, "
            + $"and {P(limits.BetterWith)} {(passed ? "are enough" : "are needed")}.");
    }

    private GateFinding Agreement(PairedRows? rows)
    {
        if (rows is null || rows.Candidate.Count < limits.AgreementFrom)
        {
            return new("agreement", true, null, null, limits.Agreement, $"Fewer than {limits.AgreementFrom} labelled articles were held back; whether the labels agree with each other can't be told.");
        }

        var (champion, candidate) = (rows.Champion.Confusion().Accuracy, rows.Candidate.Confusion().Accuracy);
        var passed = candidate >= limits.Agreement;
        return new(
            "agreement",
            passed,
            champion,
            candidate,
            limits.Agreement,
            $"It agrees with the reviewers on {P(candidate)} of {rows.Name} ({rows.Candidate.Count} articles); {P(limits.Agreement)} {(passed ? "are enough" : "are needed: the labels contradict each other")}.");
    }

    private GateFinding HeldOut(PairedRows rows)
    {
        static double? WeightedF1(ScoredLabels scored) => scored.Confusion().Weighted.F1;
        var compared = _bootstrap.Compare(rows.Champion, rows.Candidate, WeightedF1)!;
        var passed = compared.Difference.Low >= -limits.HeldOutLoss;
        return new(
            "held-out",
            passed,
            compared.First,
            compared.Second,
            -limits.HeldOutLoss,
            $"Weighted F1 on {rows.Name} ({rows.Champion.Count} articles) is {N(compared.Second)} against {N(compared.First)}: a difference of {Between(compared.Difference)}, "
            + $"{(passed ? "within" : "which may be more than")} the {N(limits.HeldOutLoss)} that may be lost.");
    }

    private GateFinding OutOfSource(PairedRows rows)
    {
        static double? RocAuc(ScoredLabels scored) => Ranking.OfReal(scored).RocAuc();
        if (_bootstrap.Compare(rows.Champion, rows.Candidate, RocAuc) is not { } compared)
        {
            return new($"out-of-source: {rows.Name}", true, null, null, null, $"{rows.Name} has articles of one label only; nothing can be compared.");
        }

        var (certain, large) = (compared.Difference.High < 0, compared.Difference.Estimate < -limits.OutOfSourceLoss);
        return new(
            $"out-of-source: {rows.Name}",
            !certain && !large,
            compared.First,
            compared.Second,
            -limits.OutOfSourceLoss,
            $"ROC AUC on {rows.Name} ({rows.Champion.Count} articles) is {N(compared.Second)} against {N(compared.First)}: a difference of {Between(compared.Difference)}; "
            + (large ? $"no more than {N(limits.OutOfSourceLoss)} may be lost." : certain ? "it is lower for certain." : "that is no loss that counts."));
    }

    private GateFinding Calibration(PairedRows rows)
    {
        static double? Error(ScoredLabels scored) => Reliability.OfPrediction(scored).ExpectedError;
        var compared = _bootstrap.Compare(rows.Champion, rows.Candidate, Error)!;
        // On few rows the figure is mostly noise: a rise counts where the resamples agree that it is one.
        var (large, certain) = (compared.Difference.Estimate > limits.CalibrationRise, compared.Difference.Low > 0);
        return new(
            "calibration",
            !(large && certain),
            compared.First,
            compared.Second,
            compared.First + limits.CalibrationRise,
            $"Its expected calibration error on {rows.Name} is {N(compared.Second)} against {N(compared.First)}: a difference of {Between(compared.Difference)}; "
            + (large && certain ? $"it may rise by {N(limits.CalibrationRise)}." : large ? "that may be chance." : $"within the {N(limits.CalibrationRise)} by which it may rise."));
    }

    private GateFinding LogLoss(PairedRows rows)
    {
        var (champion, candidate) = (ProbabilityLosses.LogLoss(rows.Champion), ProbabilityLosses.LogLoss(rows.Candidate));
        return AtMost("log-loss", champion, candidate, Math.Max(champion * limits.LogLossRatio, champion + LogLossSlack), $"Its log loss on {rows.Name} is {N(candidate)} against {N(champion)}");
    }

    private GateFinding FalseFlags(GateEvidence evidence)
    {
        double Rate(ScoredLabels rows, double threshold) => new FlagCuts(rows).At(threshold).FalseFlagRate ?? 0;
        var (champion, candidate) = (Rate(evidence.HeldOut.Champion, evidence.Champion.Thresholds.Flag), Rate(evidence.HeldOut.Candidate, evidence.Candidate.Thresholds.Flag));
        return AtMost("false-flags", champion, candidate, limits.FalseFlags, $"At its own threshold it flags {P(candidate)} of the real articles of {evidence.HeldOut.Name} (the champion {P(champion)})", share: true);
    }

    private GateFinding Caught(PairedRows rows)
    {
        double Recall(ScoredLabels scored) => new FlagCuts(scored).AtFalseFlagRate(limits.FixedFalseFlags).Recall ?? 0;
        var (champion, candidate) = (Recall(rows.Champion), Recall(rows.Candidate));
        var least = champion - limits.CaughtLoss;
        var passed = candidate >= least;
        return new(
            "caught",
            passed,
            champion,
            candidate,
            least,
            $"With {P(limits.FixedFalseFlags)} false flags it catches {P(candidate)} of the fakes of {rows.Name} against {P(champion)}; {P(Math.Max(0, least))} {(passed ? "are enough" : "are needed")}.");
    }

    private IEnumerable<GateFinding> Statements(GateEvidence evidence)
    {
        if (evidence is not { Champion.Statements: { Total: > 0 } before, Candidate.Statements: { Total: > 0 } after })
        {
            yield break;
        }

        var most = before.Flagged + limits.MoreStatementsFlagged;
        yield return new(
            "statements flagged", after.Flagged <= most, before.Flagged, after.Flagged, most,
            $"It flags {after.Flagged} of {after.Total} plain true statements against {before.Flagged}; {most} may be.");
        var (championShare, share) = ((double)before.Passed / before.Total, (double)after.Passed / after.Total);
        var least = championShare - limits.StatementsPassLoss;
        yield return new(
            "statements passed", share >= least, championShare, share, least,
            $"It lets {P(share)} of {after.Total} plain true statements pass against {P(championShare)}; {P(Math.Max(0, least))} {(share >= least ? "are enough" : "are needed")}.");
    }

    private IEnumerable<GateFinding> Counterfactuals(GateEvidence evidence) => evidence.Candidate.Flips
        .Where(flips => evidence.Champion.Flips.ContainsKey(flips.Key))
        .OrderBy(static flips => flips.Key, StringComparer.Ordinal)
        .Select(flips =>
        {
            var champion = evidence.Champion.Flips[flips.Key];
            return AtMost(
                $"counterfactual: {flips.Key}", champion, flips.Value, champion + limits.CounterfactualRise,
                $"The change \"{flips.Key}\", which leaves what is reported alone, flips {P(flips.Value)} of its decisions against {P(champion)}", share: true);
        });

    private GateFinding Speed(GateEvidence evidence)
    {
        var (champion, candidate) = (evidence.Champion.ArticlesPerSecond, evidence.Candidate.ArticlesPerSecond);
        var least = champion * limits.SpeedShare;
        return new(
            "speed", candidate >= least, champion, candidate, least,
            string.Create(CultureInfo.InvariantCulture, $"It judges {candidate:F1} articles a second on one thread against {champion:F1}; {least:F1} {(candidate >= least ? "are enough" : "are needed")}."));
    }

    private GateFinding Size(GateEvidence evidence)
    {
        var (champion, candidate) = (evidence.Champion.GraphBytes / 1e6, evidence.Candidate.GraphBytes / 1e6);
        var most = champion * limits.SizeRatio;
        return new(
            "size", candidate <= most, champion, candidate, most,
            string.Create(CultureInfo.InvariantCulture, $"Its graph has {candidate:F1} MB against {champion:F1}; {most:F1} may be."));
    }

    private static GateFinding AtMost(string rule, double champion, double candidate, double most, string measured, bool share = false) =>
        new(rule, candidate <= most, champion, candidate, most, $"{measured}; {(share ? P(most) : N(most))} may be.");

    private static string Between(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:+0.0000;-0.0000;0.0000} ({interval.Low:+0.0000;-0.0000;0.0000} to {interval.High:+0.0000;-0.0000;0.0000})");

    private static string N(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string P(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
