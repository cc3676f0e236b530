namespace FakeNews.Trainer.Gate;

/// <summary>The thresholds of the gate's rules (section <c>Gate</c>). A difference is candidate minus champion on the same rows.</summary>
public sealed class GateLimits
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gate";

    /// <summary>Resamples of the paired bootstrap, 100 to 100,000. Default 2,000.</summary>
    public int Resamples { get; set; } = 2_000;

    /// <summary>Seed of the resamples: the same candidate gets the same report. Default 42.</summary>
    public int Seed { get; set; } = 42;

    /// <summary>
    /// Share of resamples on which the candidate's mean log loss must be lower than the champion's, on the fixed held-out set or on the labelled articles that
    /// were held back; 0.5 to 1. Default 0.95.
    /// </summary>
    public double BetterWith { get; set; } = 0.95;

    /// <summary>True where it must be better on the fixed held-out set itself; false (the default) where the labelled articles that were held back may show it too.</summary>
    public bool BetterOnHeldOut { get; set; }

    /// <summary>Greatest loss of weighted F1 on the fixed held-out set that the lower end of the 95 % interval may show, 0 to 1. Default 0.01.</summary>
    public double HeldOutLoss { get; set; } = 0.01;

    /// <summary>Greatest loss of ROC AUC on any set of another source, 0 to 1; one that the 95 % interval shows for certain is too much whatever its size. Default 0.02.</summary>
    public double OutOfSourceLoss { get; set; } = 0.02;

    /// <summary>Greatest rise of the expected calibration error on the fixed held-out set, 0 to 1; one that the 95 % interval does not show may be chance and is let through. Default 0.01.</summary>
    public double CalibrationRise { get; set; } = 0.01;

    /// <summary>Greatest mean log loss on the fixed held-out set, as a multiple of the champion's, 1 or more; 0.005 nats more are never too much. Default 1.25.</summary>
    public double LogLossRatio { get; set; } = 1.25;

    /// <summary>Greatest share of real articles of the fixed held-out set that may be flagged at the candidate's own threshold, 0 to 1. Default 0.02.</summary>
    public double FalseFlags { get; set; } = 0.02;

    /// <summary>False flags in real articles at which the caught share of fakes is compared, above 0 to 1. Default 0.01.</summary>
    public double FixedFalseFlags { get; set; } = 0.01;

    /// <summary>Greatest loss of the share of fakes caught at <see cref="FixedFalseFlags"/>, 0 to 1. Default 0.02.</summary>
    public double CaughtLoss { get; set; } = 0.02;

    /// <summary>Plain true statements that may be flagged beyond the champion's number, 0 or more. Default 0.</summary>
    public int MoreStatementsFlagged { get; set; }

    /// <summary>Greatest loss of the share of plain true statements that pass, 0 to 1. Default 0.05.</summary>
    public double StatementsPassLoss { get; set; } = 0.05;

    /// <summary>Greatest rise of the share of decisions that a change flips which leaves the report alone, 0 to 1. Default 0.02.</summary>
    public double CounterfactualRise { get; set; } = 0.02;

    /// <summary>Least speed, as a share of the champion's on the same machine, above 0. Default 0.8.</summary>
    public double SpeedShare { get; set; } = 0.8;

    /// <summary>Greatest size of the graph, as a multiple of the champion's. Default 1.25.</summary>
    public double SizeRatio { get; set; } = 1.25;

    /// <summary>
    /// Share of the labelled articles held back on which the candidate must agree with the reviewers, 0 to 1: where it can't, the labels contradict each other, as a
    /// flood of wrong ones does. Asked from <see cref="AgreementFrom"/> articles on. Default 0.8.
    /// </summary>
    public double Agreement { get; set; } = 0.8;

    /// <summary>Labelled articles held back from which <see cref="Agreement"/> is asked. Default 20.</summary>
    public int AgreementFrom { get; set; } = 20;

    /// <summary>What can't work, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Resamples is < 100 or > 100_000)
        {
            yield return "Gate:Resamples must be from 100 to 100000.";
        }

        if (BetterWith is not (>= 0.5 and <= 1))
        {
            yield return "Gate:BetterWith must be from 0.5 to 1.";
        }

        (string Name, double Value)[] shares =
        [
            (nameof(HeldOutLoss), HeldOutLoss), (nameof(OutOfSourceLoss), OutOfSourceLoss), (nameof(CalibrationRise), CalibrationRise), (nameof(FalseFlags), FalseFlags),
            (nameof(CaughtLoss), CaughtLoss), (nameof(StatementsPassLoss), StatementsPassLoss), (nameof(CounterfactualRise), CounterfactualRise), (nameof(Agreement), Agreement),
        ];
        foreach (var (name, _) in shares.Where(share => share.Value is not (>= 0 and <= 1)))
        {
            yield return $"Gate:{name} must be from 0 to 1.";
        }

        if (FixedFalseFlags is not (> 0 and <= 1))
        {
            yield return "Gate:FixedFalseFlags must be above 0 and at most 1.";
        }

        if (!(LogLossRatio >= 1) || !(SpeedShare > 0) || !(SizeRatio > 0) || MoreStatementsFlagged < 0)
        {
            yield return "Gate:LogLossRatio must be 1 or more, Gate:SpeedShare and Gate:SizeRatio above 0, Gate:MoreStatementsFlagged 0 or more.";
        }
    }
}
