namespace FakeNews.Trainer.Evaluation;

/// <summary>What happens when every row with at least some probability of fake is flagged.</summary>
/// <param name="Threshold">On the probability of fake; infinity where nothing is flagged.</param>
/// <param name="FlaggedFake">Flagged rows that are fake.</param>
/// <param name="FlaggedReal">Flagged rows that are real: false flags.</param>
/// <param name="FakeCount">All fake rows.</param>
/// <param name="RealCount">All real rows.</param>
public sealed record FlagCut(double Threshold, long FlaggedFake, long FlaggedReal, long FakeCount, long RealCount)
{
    /// <summary>Flagged rows.</summary>
    public long Flagged => FlaggedFake + FlaggedReal;

    /// <summary>Share of the flagged rows that are fake; null where nothing is flagged.</summary>
    public double? Precision => Flagged == 0 ? null : (double)FlaggedFake / Flagged;

    /// <summary>Share of the fake rows that are flagged; null where there is none.</summary>
    public double? Recall => FakeCount == 0 ? null : (double)FlaggedFake / FakeCount;

    /// <summary>Share of the real rows that are flagged; null where there is none.</summary>
    public double? FalseFlagRate => RealCount == 0 ? null : (double)FlaggedReal / RealCount;

    /// <summary>Precision to expect where fakes are rarer or more frequent than in these rows; null where a class is missing or nothing is flagged.</summary>
    /// <param name="shareOfFake">Share of fakes in the stream, 0 to 1.</param>
    public double? PrecisionAt(double shareOfFake) => Recall is { } recall && FalseFlagRate is { } rate && (recall * shareOfFake) + (rate * (1 - shareOfFake)) is > 0 and var flagged
        ? recall * shareOfFake / flagged
        : null;
}
