namespace FakeNews.Trainer.Evaluation;

/// <summary>Rows of two classes in descending order of score, ties taken together: what ROC and precision-recall curves are made of.</summary>
public sealed class Ranking
{
    private readonly List<(double Score, long Positives, long Negatives)> _steps = [];

    private Ranking(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        var order = new int[scores.Length];
        var keys = scores.ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        for (var i = order.Length - 1; i >= 0; i--)
        {
            if (positive[order[i]])
            {
                Positives++;
            }
            else
            {
                Negatives++;
            }

            if (i == 0 || keys[i - 1] != keys[i])
            {
                _steps.Add((keys[i], Positives, Negatives));
            }
        }
    }

    /// <summary>Rows of the class looked for.</summary>
    public long Positives { get; }

    /// <summary>The other rows.</summary>
    public long Negatives { get; }

    /// <summary>Looks for label 1, scored by its probability.</summary>
    public static Ranking OfReal(ScoredLabels rows) => Of(rows, 1, static probability => probability);

    /// <summary>Looks for label 0, scored by one minus the probability of label 1.</summary>
    public static Ranking OfFake(ScoredLabels rows) => Of(rows, 0, static probability => 1 - probability);

    /// <summary>Area under the ROC curve, ties counted half; null where a class is missing.</summary>
    public double? RocAuc()
    {
        if (Positives == 0 || Negatives == 0)
        {
            return null;
        }

        double area = 0, positives = 0, negatives = 0;
        foreach (var step in _steps)
        {
            area += (step.Negatives - negatives) * (step.Positives + positives) / 2;
            (positives, negatives) = (step.Positives, step.Negatives);
        }

        return area / Positives / Negatives;
    }

    /// <summary>Sum over thresholds of the gain in recall times precision; null where the class is missing.</summary>
    public double? AveragePrecision()
    {
        if (Positives == 0)
        {
            return null;
        }

        double sum = 0, positives = 0;
        foreach (var step in _steps)
        {
            sum += (step.Positives - positives) / Positives * step.Positives / (step.Positives + step.Negatives);
            positives = step.Positives;
        }

        return sum;
    }

    /// <summary>Every corner from (0, 0) to (1, 1); null where a class is missing.</summary>
    public IReadOnlyList<RocPoint>? RocCurve() => Positives == 0 || Negatives == 0
        ? null
        :
        [
            new RocPoint(0, 0, double.PositiveInfinity),
            .. _steps.Select(step => new RocPoint((double)step.Negatives / Negatives, (double)step.Positives / Positives, step.Score)),
        ];

    /// <summary>Precision and recall at every score that occurs, from the strictest; null where the class is missing.</summary>
    public IReadOnlyList<PrecisionRecallPoint>? PrecisionRecallCurve() => Positives == 0
        ? null
        : [.. _steps.Select(step => new PrecisionRecallPoint((double)step.Positives / (step.Positives + step.Negatives), (double)step.Positives / Positives, step.Score))];

    private static Ranking Of(ScoredLabels rows, int label, Func<double, double> score)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var scores = new double[rows.Count];
        var positive = new bool[rows.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = score(rows.Probabilities[i]);
            positive[i] = rows.Labels[i] == label;
        }

        return new Ranking(scores, positive);
    }
}
