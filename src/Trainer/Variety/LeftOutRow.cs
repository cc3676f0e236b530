using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Variety;

/// <summary>What a model that never saw a set makes of it.</summary>
/// <param name="Set">The set that was left out.</param>
/// <param name="RocAuc">Of its articles.</param>
/// <param name="Accuracy">At even odds.</param>
/// <param name="BalancedAccuracy">Where all that is flagged counts as called fake.</param>
/// <param name="RealFlagged">Share of its real articles.</param>
/// <param name="FakeFlagged">Share of its fake articles.</param>
/// <param name="Reviewed">Share of all its articles.</param>
/// <param name="HeldOutAccuracy">The same model's accuracy on ISOT's held-out part.</param>
/// <param name="Flag">The same model's bound.</param>
public sealed record LeftOutRow(
    string Set, double RocAuc, double Accuracy, double BalancedAccuracy, double RealFlagged, double FakeFlagged, double Reviewed, double HeldOutAccuracy, double Flag)
{
    /// <summary>From the manifest of the model that was trained without the set.</summary>
    /// <exception cref="InvalidDataException">The set could not be judged.</exception>
    public static LeftOutRow Of(string set, ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        double Figure(string name) => manifest.Metrics.TryGetValue(name, out var value) ? value : throw new InvalidDataException($"{set} can't be judged: it needs articles of both labels.");
        return new LeftOutRow(
            set,
            Figure($"{set}.rocAuc"),
            Figure($"{set}.accuracy"),
            Figure($"{set}.balancedAccuracyServed"),
            Figure($"{set}.realFlagged"),
            Figure($"{set}.fakeFlagged"),
            Figure($"{set}.reviewed"),
            Figure("heldOut.accuracy"),
            manifest.Thresholds.Flag);
    }
}
