namespace FakeNews.Chaos.Auditing;

/// <summary>Articles that an operator has told the group to judge once more, by setting its offset back: each of them has one more result.</summary>
/// <param name="Partition">Input partition.</param>
/// <param name="From">First offset.</param>
/// <param name="To">One past the last offset.</param>
public sealed record OrderedAgain(int Partition, long From, long To);
