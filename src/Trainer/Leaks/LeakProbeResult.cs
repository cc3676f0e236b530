using System.Collections.Immutable;
using FakeNews.Trainer.Evaluation;

namespace FakeNews.Trainer.Leaks;

/// <summary>What one probe reached.</summary>
/// <param name="Name">The probe.</param>
/// <param name="Description">What it saw.</param>
/// <param name="Reads">Whether it saw the wording itself.</param>
/// <param name="TrainedOn">Articles it learned from.</param>
/// <param name="JudgedOn">Other articles it judged.</param>
/// <param name="Metrics">How well.</param>
/// <param name="FakeCues">What spoke most for fake. Text of articles: escape it wherever it is shown.</param>
/// <param name="RealCues">What spoke most for real; likewise.</param>
public sealed record LeakProbeResult(
    string Name,
    string Description,
    bool Reads,
    int TrainedOn,
    int JudgedOn,
    ClassificationMetrics Metrics,
    ImmutableArray<string> FakeCues,
    ImmutableArray<string> RealCues)
{
    /// <summary>Share judged rightly.</summary>
    public double Accuracy => Metrics.Confusion.Accuracy;

    /// <summary>What always saying the more frequent label reaches on the same articles.</summary>
    public double MajorityAccuracy => (double)Metrics.Confusion.PerClass.Max(static scores => scores.Support) / Metrics.Confusion.Total;
}
