namespace FakeNews.Trainer.Evaluation;

/// <summary>Coverage against error: what abstaining from the least certain rows gains (Geifman and El-Yaniv 2017, "Selective Classification").</summary>
/// <param name="Points">By growing coverage; rows of equal confidence enter together.</param>
/// <param name="Area">Mean error over the coverages of single rows; lower is better.</param>
public sealed record CoverageCurve(IReadOnlyList<CoveragePoint> Points, double Area)
{
    /// <summary>Measures; a row is called real where its probability is above one half.</summary>
    public static CoverageCurve Measure(ScoredLabels rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var confidence = new double[rows.Count];
        var wrong = new bool[rows.Count];
        for (var i = 0; i < confidence.Length; i++)
        {
            var probability = rows.Probabilities[i];
            confidence[i] = Math.Max(probability, 1 - probability);
            wrong[i] = (probability > 0.5) != (rows.Labels[i] == 1);
        }

        Array.Sort(confidence, wrong);
        var points = new List<CoveragePoint>();
        var (errors, covered, area) = (0, 0, 0.0);
        for (var i = confidence.Length - 1; i >= 0; i--)
        {
            errors += wrong[i] ? 1 : 0;
            if (i > 0 && confidence[i - 1] == confidence[i])
            {
                continue;
            }

            var reached = confidence.Length - i;
            var error = (double)errors / reached;
            area += error * (reached - covered) / confidence.Length;
            covered = reached;
            points.Add(new CoveragePoint((double)reached / confidence.Length, error, confidence[i]));
        }

        return new CoverageCurve(points, area);
    }

    /// <summary>The widest coverage whose error is at most the target; null where there is none.</summary>
    public CoveragePoint? Within(double error) => Points.LastOrDefault(point => point.Error <= error);
}
