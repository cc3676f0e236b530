using System.Collections.Immutable;

namespace FakeNews.Ingest.Reading;

/// <summary>A page of records, the newest first.</summary>
/// <param name="Records">The records, by timestamp downwards.</param>
/// <param name="Rest">Where the older records end: the argument for the next page. Null where there are none.</param>
public sealed record RecordPage(ImmutableArray<StoredRecord> Records, TopicPosition? Rest);
