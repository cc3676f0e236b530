namespace FakeNews.Grains.Sources;

/// <summary>The rolling statistics of one publisher. Best effort: events of the stream may be lost.</summary>
/// <param name="Source">The publisher's name; untrusted text.</param>
/// <param name="Articles">Articles judged within the window.</param>
/// <param name="Flagged">Of these, flagged.</param>
/// <param name="Reviewed">Of these, sent to review.</param>
/// <param name="FlagRate">Flagged / articles, in [0, 1].</param>
/// <param name="LastSeen">Time of the last verdict.</param>
[GenerateSerializer, Immutable]
public sealed record SourceProfile(
    [property: Id(0)] string Source,
    [property: Id(1)] long Articles,
    [property: Id(2)] long Flagged,
    [property: Id(3)] long Reviewed,
    [property: Id(4)] double FlagRate,
    [property: Id(5)] DateTimeOffset LastSeen);
