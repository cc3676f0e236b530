using System.Collections.Immutable;

namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// Counts of true class against predicted class, and every metric that follows from them alone. Definitions and results are scikit-learn's.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _cells;

    /// <summary>A matrix of the given counts.</summary>
    /// <param name="rows">One row for each true class, one column for each predicted class.</param>
    /// <exception cref="ArgumentException">The matrix is not square, is empty, or holds a negative count.</exception>
    public ConfusionMatrix(IReadOnlyList<IReadOnlyList<long>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ClassCount = rows.Count;
        if (ClassCount == 0 || rows.Any(row => row.Count != ClassCount || row.Any(static count => count < 0)))
        {
            throw new ArgumentException("A confusion matrix is square and has no negative count.", nameof(rows));
        }

        _cells = [.. rows.SelectMany(static row => row)];
        Total = _cells.Sum();
        Correct = Enumerable.Range(0, ClassCount).Sum(i => this[i, i]);
        PerClass = [.. Enumerable.Range(0, ClassCount).Select(Scores)];
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>All rows.</summary>
    public long Total { get; }

    /// <summary>Rows on the diagonal.</summary>
    public long Correct { get; }

    /// <summary>Each class's own scores, by label.</summary>
    public ImmutableArray<ClassScores> PerClass { get; }

    /// <summary>Share of right predictions.</summary>
    public double Accuracy => Ratio(Correct, Total);

    /// <summary>Mean recall of the classes that occur.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var present = PerClass.Where(static scores => scores.Support > 0).ToArray();
            return present.Length == 0 ? 0 : present.Average(static scores => scores.Recall);
        }
    }

    /// <summary>Matthews correlation coefficient, -1 to 1; 0 where truth or prediction is constant.</summary>
    public double Matthews
    {
        get
        {
            double total = Total, product = 0, truthSquares = 0, predictedSquares = 0;
            for (var i = 0; i < ClassCount; i++)
            {
                product += (double)TruthCount(i) * PredictedCount(i);
                truthSquares += (double)TruthCount(i) * TruthCount(i);
                predictedSquares += (double)PredictedCount(i) * PredictedCount(i);
            }

            var spread = ((total * total) - truthSquares) * ((total * total) - predictedSquares);
            return spread == 0 ? 0 : ((Correct * total) - product) / Math.Sqrt(spread);
        }
    }

    /// <summary>Cohen's kappa, or null where truth and prediction are the same constant.</summary>
    public double? CohenKappa
    {
        get
        {
            double observed = 0, expected = 0;
            for (var i = 0; i < ClassCount; i++)
            {
                observed += PredictedCount(i) - this[i, i];
                expected += (double)PredictedCount(i) * (Total - TruthCount(i)) / Math.Max(Total, 1);
            }

            return expected == 0 ? null : 1 - (observed / expected);
        }
    }

    /// <summary>Averages weighted by how often each class occurs.</summary>
    public AverageScores Weighted => Averaged(static scores => scores.Support, Math.Max(Total, 1));

    /// <summary>Plain averages over the classes.</summary>
    public AverageScores Macro => Averaged(static _ => 1, ClassCount);

    /// <summary>Over all decisions alike; with one label a row all three are the accuracy.</summary>
    public AverageScores Micro => new(Accuracy, Accuracy, Accuracy);

    /// <summary>Rows of the class <paramref name="truth"/> that were called <paramref name="predicted"/>.</summary>
    public long this[int truth, int predicted] => _cells[(truth * ClassCount) + predicted];

    /// <summary>Counts labels and predictions.</summary>
    /// <param name="truth">Labels from 0.</param>
    /// <param name="predicted">As many predictions.</param>
    /// <param name="classCount">The number of classes, whether they occur or not.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a label is out of range.</exception>
    public static ConfusionMatrix Count(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classCount)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"There are {truth.Length} labels, but {predicted.Length} predictions.", nameof(predicted));
        }

        var rows = Enumerable.Range(0, classCount).Select(_ => new long[classCount]).ToArray();
        for (var i = 0; i < truth.Length; i++)
        {
            if ((uint)truth[i] >= classCount || (uint)predicted[i] >= classCount)
            {
                throw new ArgumentException($"Row {i} has label {truth[i]} and prediction {predicted[i]}; labels are 0 to {classCount - 1}.", nameof(truth));
            }

            rows[truth[i]][predicted[i]]++;
        }

        return new ConfusionMatrix(rows);
    }

    /// <summary>Rows of a class.</summary>
    public long TruthCount(int label) => Enumerable.Range(0, ClassCount).Sum(column => this[label, column]);

    /// <summary>Rows called a class.</summary>
    public long PredictedCount(int label) => Enumerable.Range(0, ClassCount).Sum(row => this[row, label]);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private ClassScores Scores(int label)
    {
        var (truth, predicted, hits) = (TruthCount(label), PredictedCount(label), this[label, label]);
        return new ClassScores(Ratio(hits, predicted), Ratio(hits, truth), Ratio(2 * hits, truth + predicted), truth);
    }

    private AverageScores Averaged(Func<ClassScores, double> weight, double total) => new(
        PerClass.Sum(scores => scores.Precision * weight(scores)) / total,
        PerClass.Sum(scores => scores.Recall * weight(scores)) / total,
        PerClass.Sum(scores => scores.F1 * weight(scores)) / total);
}
