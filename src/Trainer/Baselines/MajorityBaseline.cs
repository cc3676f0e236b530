namespace FakeNews.Trainer.Baselines;

/// <summary>What a model reaches that never reads: it always says what occurs most.</summary>
/// <param name="ShareOfReal">The probability it gives every text.</param>
public sealed record MajorityBaseline(double ShareOfReal)
{
    /// <summary>Learns the share of real.</summary>
    /// <param name="labels">0 fake, 1 real.</param>
    public static MajorityBaseline Fit(ReadOnlySpan<int> labels)
    {
        var real = 0;
        foreach (var label in labels)
        {
            real += label;
        }

        return new MajorityBaseline(labels.IsEmpty ? 0.5 : (double)real / labels.Length);
    }

    /// <summary>The same probability for each text.</summary>
    public double[] ProbabilityOfReal(int count)
    {
        var probabilities = new double[count];
        Array.Fill(probabilities, ShareOfReal);
        return probabilities;
    }
}
