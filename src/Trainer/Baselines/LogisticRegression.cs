namespace FakeNews.Trainer.Baselines;

/// <summary>A linear classifier of two labels.</summary>
/// <param name="Coefficients">One for each column.</param>
/// <param name="Intercept">Log-odds of label 1 for an empty row.</param>
public sealed record LogisticRegression(double[] Coefficients, double Intercept)
{
    /// <summary>
    /// Minimises C times the sum of log losses + |w|² / 2, intercept not penalised (scikit-learn's objective), to the exact minimum.
    /// </summary>
    /// <param name="rows">The features.</param>
    /// <param name="labels">0 or 1, one for each row; both must occur.</param>
    /// <param name="inverseStrength">C, positive: greater is a weaker penalty.</param>
    /// <param name="weights">A positive weight for each row, or nothing: all 1.</param>
    /// <exception cref="ArgumentException">Lengths don't fit, or only one label occurs.</exception>
    public static LogisticRegression Fit(SparseRows rows, ReadOnlySpan<int> labels, double inverseStrength = 1, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inverseStrength);
        if (labels.Length != rows.RowCount || (weights.Length != 0 && weights.Length != labels.Length))
        {
            throw new ArgumentException($"{rows.RowCount} rows, {labels.Length} labels and {weights.Length} weights don't fit.", nameof(labels));
        }

        if (!labels.Contains(0) || !labels.Contains(1) || labels.ContainsAnyExceptInRange(0, 1))
        {
            throw new ArgumentException("A classifier is learned from labels 0 and 1, and both must occur.", nameof(labels));
        }

        var costs = new double[labels.Length];
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] = inverseStrength * (weights.IsEmpty ? 1 : weights[i]);
        }

        var solution = new LogisticLoss(rows, labels.ToArray(), costs).Minimize();
        return new LogisticRegression(solution[..^1], solution[^1]);
    }

    /// <summary>Log-odds of label 1.</summary>
    public double Decision(SparseRows rows, int row) => rows.Dot(row, Coefficients) + Intercept;

    /// <summary>Probability of label 1 for each row.</summary>
    public double[] Probabilities(SparseRows rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row => 1 / (1 + Math.Exp(-Decision(rows, row))))];
}
