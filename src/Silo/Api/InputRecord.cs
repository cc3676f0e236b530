using FakeNews.Ingest.Parsing;

namespace FakeNews.Silo.Api;

/// <summary>A record of the input topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Timestamp">Its timestamp.</param>
/// <param name="Envelope">The headers that say how to read it.</param>
/// <param name="Value">Its bytes; null for a tombstone.</param>
internal sealed record InputRecord(string Topic, DateTimeOffset Timestamp, ArticleEnvelope Envelope, byte[]? Value);
