namespace FakeNews.Chaos.Auditing;

/// <summary>What the broker told the producer: this article is safely at this place.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
public readonly record struct Acknowledgement(string Id, int Partition, long Offset);
