namespace FakeNews.Grains.Models;

/// <summary>Turns two logits into a calibrated probability (temperature scaling: Guo et al., On Calibration of Modern Neural Networks, 2017).</summary>
public static class Calibration
{
    /// <summary>softmax(logits / temperature)[fake], in [0, 1]; written so that no logit overflows.</summary>
    /// <param name="fake">Logit of fake.</param>
    /// <param name="real">Logit of real.</param>
    /// <param name="temperature">Above 0; 1 is uncalibrated.</param>
    public static double FakeProbability(double fake, double real, double temperature) => 1 / (1 + Math.Exp((real - fake) / temperature));
}
