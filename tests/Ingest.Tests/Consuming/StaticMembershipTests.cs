using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class StaticMembershipTests(RealBroker broker)
{
    [Theory]
    [InlineData(true, "AtLeastOnce")]
    [InlineData(true, "ExactlyOnce")]
    [InlineData(false, "ExactlyOnce")]
    public async Task Only_a_static_member_that_comes_back_within_its_session_has_its_partitions_again_without_a_move_of_the_others(bool isStatic, string delivery)
    {
        var settings = broker.Settings(("Partitions", "4"), ("StaticMembership", isStatic ? "true" : "false"), ("SessionTimeout", "00:01:00"), ("Delivery", delivery));
        await using var first = await IngestHost.StartAsync(new HeldJudge(), "first", settings);
        var second = await IngestHost.StartAsync(new HeldJudge(), "second", settings);
        await first.When(status => status.Partitions.Length == 2);
        var owned = (await second.When(status => status.Partitions.Length == 2)).Partitions.Select(partition => partition.Partition).ToArray();
        var moves = first.Moves.Length;
        await second.DisposeAsync();
        if (!isStatic)
        {
            await first.When(status => status.Partitions.Length == 4);
            Assert.Equal([("assigned", 2)], first.Moves[moves..]);
            return;
        }

        await using var back = await IngestHost.StartAsync(new HeldJudge(), "second", settings);
        var again = await back.When(status => status.Partitions.Length == 2);
        Assert.Equal(owned, again.Partitions.Select(partition => partition.Partition));
        var ids = Audit.Ids(0, 100);
        await Audit.SendAsync(broker.Address, first, ids);
        Audit.EachHasExactlyOneResult(broker.Address, first, ids);
        Assert.Equal(moves, first.Moves.Length);
    }
}
