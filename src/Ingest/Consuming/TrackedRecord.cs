namespace FakeNews.Ingest.Consuming;

/// <summary>A record under way, with the epoch of the assignment under which it was read.</summary>
internal readonly record struct TrackedRecord(InputRecord Record, long Epoch);
