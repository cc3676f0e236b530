using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Delivery;

/// <summary>What one input record leads to.</summary>
/// <param name="Record">The verdict or the dead letter.</param>
/// <param name="Flagged">The same verdict for the flagged topic, where a person should see it.</param>
/// <param name="Verdict">The verdict; null with a dead letter.</param>
/// <param name="Reason">A dead letter's reason code; null with a verdict.</param>
public sealed record ArticleResult(OutgoingRecord Record, OutgoingRecord? Flagged, Verdict? Verdict, string? Reason);
