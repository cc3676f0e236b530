namespace FakeNews.Trainer.Evaluation;

/// <summary>Rows with their true label (0 fake, 1 real) and a model's probability of label 1.</summary>
public sealed class ScoredLabels
{
    private readonly int[] _labels;
    private readonly double[] _probabilities;

    /// <summary>Takes copies of both.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="probabilities">As many, each from 0 to 1.</param>
    /// <exception cref="ArgumentException">Nothing given, the lengths differ, or a value is out of range.</exception>
    public ScoredLabels(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities)
    {
        if (labels.IsEmpty || labels.Length != probabilities.Length)
        {
            throw new ArgumentException($"{labels.Length} labels and {probabilities.Length} probabilities can't be evaluated.", nameof(labels));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is not (0 or 1) || !(probabilities[i] is >= 0 and <= 1))
            {
                throw new ArgumentException($"Row {i} has label {labels[i]} and probability {probabilities[i]}.", nameof(probabilities));
            }
        }

        _labels = labels.ToArray();
        _probabilities = probabilities.ToArray();
        RealCount = _labels.Sum();
    }

    /// <summary>True labels.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Probabilities of label 1.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>The number of rows, at least one.</summary>
    public int Count => _labels.Length;

    /// <summary>Rows with label 1.</summary>
    public int RealCount { get; }

    /// <summary>Rows with label 0.</summary>
    public int FakeCount => Count - RealCount;

    /// <summary>Rows by number, repetition allowed.</summary>
    public ScoredLabels Pick(ReadOnlySpan<int> rows)
    {
        var labels = new int[rows.Length];
        var probabilities = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = _labels[rows[i]];
            probabilities[i] = _probabilities[rows[i]];
        }

        return new ScoredLabels(labels, probabilities);
    }

    /// <summary>Counts with rows called real where the probability is <em>above</em> the threshold (a tie is fake, as argmax has it).</summary>
    public ConfusionMatrix Confusion(double threshold = 0.5)
    {
        var rows = new[] { new long[2], new long[2] };
        for (var i = 0; i < Count; i++)
        {
            rows[_labels[i]][_probabilities[i] > threshold ? 1 : 0]++;
        }

        return new ConfusionMatrix(rows);
    }
}
