namespace FakeNews.Trainer.Evaluation;

/// <summary>Losses of the probability itself, whatever the threshold.</summary>
public static class ProbabilityLosses
{
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>Mean negative log-likelihood in nats, probabilities clipped to [2.2e-16, 1 - 2.2e-16] as scikit-learn does.</summary>
    public static double LogLoss(ScoredLabels rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sum = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            var probability = rows.Labels[i] == 1 ? rows.Probabilities[i] : 1 - rows.Probabilities[i];
            sum -= Math.Log(Math.Clamp(probability, Smallest, 1 - Smallest));
        }

        return sum / rows.Count;
    }

    /// <summary>Mean squared difference of probability and label.</summary>
    public static double Brier(ScoredLabels rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var sum = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            var difference = rows.Probabilities[i] - rows.Labels[i];
            sum += difference * difference;
        }

        return sum / rows.Count;
    }
}
