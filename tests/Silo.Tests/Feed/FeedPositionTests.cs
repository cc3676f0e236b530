using FakeNews.Silo.Feed;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Silo.Tests.Feed;

public sealed class FeedPositionTests
{
    [Fact]
    public void A_written_position_reads_as_itself() => Prop.ForAll(
        ArbMap.Default.ArbFor<(ushort Partition, uint Offset)[]>(),
        static entries =>
        {
            var position = FeedPosition.Of(entries.Select(static entry => ((int)entry.Partition, (long)entry.Offset)));
            return FeedPosition.TryParse(position.ToString(), null, out var read) && read.Equals(position);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_moves_one_partition_and_no_other() => Prop.ForAll(
        ArbMap.Default.ArbFor<((byte Partition, ushort Offset)[] Entries, byte Partition, ushort Offset)>(),
        static given =>
        {
            var before = FeedPosition.Of(given.Entries.Select(static entry => ((int)entry.Partition, (long)entry.Offset)));
            var after = before.With(given.Partition, given.Offset);
            return after[given.Partition] == given.Offset
                && Enumerable.Range(0, 256).Where(other => other != given.Partition).All(other => after[other] == before[other])
                && after.Entries.Select(static entry => entry.Partition).SequenceEqual(after.Entries.Select(static entry => entry.Partition).Order());
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0:12", 0, 12)]
    [InlineData("3:0,7:1", 7, 1)]
    [InlineData("0:-1", 0, -1)]
    [InlineData("2:9223372036854775807", 2, long.MaxValue)]
    public void Reads(string text, int partition, long offset) => Assert.Equal(offset, FeedPosition.Parse(text)[partition]);

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("0:")]
    [InlineData(":1")]
    [InlineData("0:1,")]
    [InlineData("0:1,0:2")]
    [InlineData("-1:2")]
    [InlineData("0:-2")]
    [InlineData("0: 1")]
    [InlineData("0:1;1:2")]
    [InlineData("0:9223372036854775808")]
    [InlineData("٠:١")]
    public void Refuses(string text) => Assert.False(FeedPosition.TryParse(text, null, out _));

    [Fact]
    public void Refuses_more_partitions_than_a_header_should_name() =>
        Assert.False(FeedPosition.TryParse(string.Join(',', Enumerable.Range(0, FeedPosition.MaximumPartitions + 1).Select(static partition => $"{partition}:0")), null, out _));
}
