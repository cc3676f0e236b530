using Confluent.Kafka;

namespace FakeNews.Ingest.Replay;

/// <summary>An article to be sent.</summary>
/// <param name="Value">JSON; of a file of JSON lines the line as it is, broken or not. Null for a record that had no value.</param>
/// <param name="Key">The article's id or URL; null where it has none.</param>
/// <param name="Headers">Its headers; null for none.</param>
public sealed record ReplayRecord(byte[]? Value, byte[]? Key, Headers? Headers = null);
