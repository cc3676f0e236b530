namespace FakeNews.Ingest.Replay;

/// <summary>How far a replay is; the last one is its summary.</summary>
/// <param name="Sent">Records that the broker has acknowledged.</param>
/// <param name="Failed">Records that it refused, or did not acknowledge in time.</param>
/// <param name="Bytes">Bytes of the values sent.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Problem">The last failure in a sentence; null while there is none.</param>
public sealed record ReplayProgress(long Sent, long Failed, long Bytes, TimeSpan Elapsed, string? Problem)
{
    /// <summary>Records acknowledged per second.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Sent / Elapsed.TotalSeconds : 0;
}
