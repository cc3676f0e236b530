using System.Collections.Immutable;

namespace FakeNews.Grains.Sources;

/// <summary>One event of a publisher's stream: its verdicts of the last moment.</summary>
/// <param name="Notices">At least one, in the order in which they were published.</param>
[GenerateSerializer, Immutable]
public sealed record VerdictNotices([property: Id(0)] ImmutableArray<VerdictNotice> Notices);
