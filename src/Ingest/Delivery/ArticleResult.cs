using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Delivery;

/// <summary>What one input record leads to.</summary>
/// <param name="Record">The verdict or the dead letter.</param>
/// <param name="Flagged">The same verdict for the flagged topic, where a person should see it.</param>
/// <param name="Verdict">The verdict; null with a dead letter.</param>
/// <param name="Reason">A dead letter's reason code; null with a verdict.</param>
public sealed record ArticleResult(OutgoingRecord Record, OutgoingRecord? Flagged, Verdict? Verdict, string? Reason)
{
    /// <summary>Of an article whose result was committed before: nothing is sent, only its offset is to be committed.</summary>
    public static ArticleResult Visible { get; } = new(new OutgoingRecord(string.Empty, null, null, []), null, null, null);

    /// <summary>True where there is something to send.</summary>
    public bool IsSent => !ReferenceEquals(this, Visible);
}
