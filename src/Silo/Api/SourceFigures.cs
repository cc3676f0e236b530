namespace FakeNews.Silo.Api;

/// <summary>What has been seen of one publisher lately; best effort, for display.</summary>
/// <param name="Source">The publisher, as its articles name it; untrusted text.</param>
/// <param name="Articles">Articles judged.</param>
/// <param name="Flagged">Of them flagged.</param>
/// <param name="Review">Of them for review.</param>
/// <param name="FlagRate">Flagged of all, in [0, 1].</param>
/// <param name="LastSeen">When the last one was judged.</param>
internal sealed record SourceFigures(string Source, long Articles, long Flagged, long Review, double FlagRate, DateTimeOffset? LastSeen);
