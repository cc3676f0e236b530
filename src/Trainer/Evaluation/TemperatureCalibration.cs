namespace FakeNews.Trainer.Evaluation;

/// <summary>
/// Temperature scaling (Guo et al. 2017): the one number by which logits are divided so that the mean negative log-likelihood is least.
/// It changes no ranking and no label.
/// </summary>
/// <param name="Temperature">Greater than 1 where the model is too sure.</param>
/// <param name="IsAtLimit">No optimum lies between 0.001 and 1,000: the rows are all right, or wrong more often than right.</param>
/// <param name="LossBefore">Mean negative log-likelihood in nats at temperature 1.</param>
/// <param name="LossAfter">The same at <paramref name="Temperature"/>.</param>
/// <param name="ErrorBefore">Expected calibration error of the label called at temperature 1.</param>
/// <param name="ErrorAfter">The same at <paramref name="Temperature"/>.</param>
public sealed record TemperatureCalibration(
    double Temperature,
    bool IsAtLimit,
    double LossBefore,
    double LossAfter,
    double ErrorBefore,
    double ErrorAfter)
{
    private const double Limit = 1e3;

    /// <summary>Fits the temperature, on rows that the model was not trained on.</summary>
    /// <param name="logits">[rows, classes], row after row.</param>
    /// <param name="classCount">Columns.</param>
    /// <param name="labels">One for each row.</param>
    /// <exception cref="ArgumentException">No rows, lengths that don't fit, or a logit that is not finite.</exception>
    public static TemperatureCalibration Fit(ReadOnlySpan<float> logits, int classCount, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty || classCount < 2 || logits.Length != labels.Length * classCount)
        {
            throw new ArgumentException($"{logits.Length} logits, {classCount} classes and {labels.Length} labels don't fit.", nameof(logits));
        }

        var rows = new double[logits.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = float.IsFinite(logits[i]) ? logits[i] : throw new ArgumentException($"Logit {i} is {logits[i]}.", nameof(logits));
        }

        // The loss is convex in the inverse temperature: halve the interval until it can't be halved any more.
        var (low, high) = (1 / Limit, Limit);
        var (slopeLow, slopeHigh) = (Slope(rows, classCount, labels, low), Slope(rows, classCount, labels, high));
        var isAtLimit = slopeLow >= 0 || slopeHigh <= 0;
        while (!isAtLimit)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = Slope(rows, classCount, labels, middle) < 0 ? (middle, high) : (low, middle);
        }

        var inverse = !isAtLimit ? low : slopeLow >= 0 ? low : high;
        return new TemperatureCalibration(
            1 / inverse,
            isAtLimit,
            Loss(rows, classCount, labels, 1),
            Loss(rows, classCount, labels, inverse),
            Error(rows, classCount, labels, 1),
            Error(rows, classCount, labels, inverse));
    }

    /// <summary>The calibrated probability of real from the two logits.</summary>
    public double ProbabilityOfReal(double fakeLogit, double realLogit) => 1 / (1 + Math.Exp((fakeLogit - realLogit) / Temperature));

    /// <summary>Derivative of the mean loss by the inverse temperature: expected logit minus the true label's.</summary>
    private static double Slope(ReadOnlySpan<double> rows, int classCount, ReadOnlySpan<int> labels, double inverse)
    {
        Span<double> probabilities = stackalloc double[classCount];
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = rows.Slice(i * classCount, classCount);
            Softmax(row, inverse, probabilities);
            for (var c = 0; c < classCount; c++)
            {
                sum += probabilities[c] * (row[c] - row[labels[i]]);
            }
        }

        return sum / labels.Length;
    }

    private static double Loss(ReadOnlySpan<double> rows, int classCount, ReadOnlySpan<int> labels, double inverse)
    {
        Span<double> probabilities = stackalloc double[classCount];
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = rows.Slice(i * classCount, classCount);
            var (logSum, largest) = Softmax(row, inverse, probabilities);
            sum += logSum - ((row[labels[i]] - largest) * inverse);
        }

        return sum / labels.Length;
    }

    private static double Error(ReadOnlySpan<double> rows, int classCount, ReadOnlySpan<int> labels, double inverse)
    {
        Span<double> probabilities = stackalloc double[classCount];
        var confidence = new double[labels.Length];
        var correct = new bool[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            Softmax(rows.Slice(i * classCount, classCount), inverse, probabilities);
            var called = 0;
            for (var c = 1; c < classCount; c++)
            {
                called = probabilities[c] > probabilities[called] ? c : called;
            }

            confidence[i] = probabilities[called];
            correct[i] = called == labels[i];
        }

        return Reliability.Of(confidence, correct).ExpectedError;
    }

    private static (double LogSum, double Largest) Softmax(ReadOnlySpan<double> row, double inverse, Span<double> probabilities)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in row)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        for (var c = 0; c < row.Length; c++)
        {
            sum += probabilities[c] = Math.Exp((row[c] - largest) * inverse);
        }

        for (var c = 0; c < row.Length; c++)
        {
            probabilities[c] /= sum;
        }

        return (Math.Log(sum), largest);
    }
}
