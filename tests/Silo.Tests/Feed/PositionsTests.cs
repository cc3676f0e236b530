using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Silo.Tests.Feed;

public sealed class PositionsTests
{
    [Fact]
    public void A_union_covers_both_and_nothing_that_neither_has_seen() => Prop.ForAll(
        ArbMap.Default.ArbFor<((byte Partition, byte Offset)[] One, (byte Partition, byte Offset)[] Other)>(),
        static given =>
        {
            var (one, other) = (Of(given.One), Of(given.Other));
            var union = one.Union(other);
            return union.Covers(one) && union.Covers(other)
                && union.Seen.All(entry => one.OffsetOf(entry.Key) == entry.Value || other.OffsetOf(entry.Key) == entry.Value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_written_position_is_never_empty_and_reads_as_itself() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Partition, byte Offset)[]>(),
        static entries =>
        {
            var position = Of(entries);
            return position.Written().Length > 0
                && TopicPosition.TryParse(position.Written(), out var read)
                && read.Covers(position) && position.Covers(read);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_partition_that_is_not_named_has_not_been_seen() => Assert.False(Positions.Of((0, 5)).Covers(Positions.Of((1, 0))));

    private static TopicPosition Of((byte Partition, byte Offset)[] entries) => Positions.Of(entries.Select(static entry => ((int)entry.Partition, (long)entry.Offset)));
}
