using FakeNews.Grains.Batching;
using Microsoft.Extensions.Time.Testing;

namespace FakeNews.Grains.Tests.Batching;

public sealed class MicroBatcherTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Beyond_its_capacity_it_takes_no_article()
    {
        var batcher = Batcher(capacity: 2);

        Assert.True(batcher.TryAdd("a", 5, "model"));
        Assert.True(batcher.TryAdd("b", 5, "model"));
        Assert.False(batcher.TryAdd("c", 5, "model"));
        Assert.True(batcher.TryTake(Demand.Idle, out var batch));
        Assert.Equal(["a", "b"], batch.Items);
        Assert.True(batcher.TryAdd("c", 5, "model"));
    }

    [Fact]
    public void What_returns_is_never_refused_takes_no_room_and_keeps_its_age()
    {
        var batcher = Batcher(capacity: 1);
        var arrived = _time.GetTimestamp();
        batcher.TryAdd("a", 5, "model");
        batcher.TryTake(Demand.Idle, out _);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.True(batcher.TryAdd("b", 5, "model"));

        batcher.Return("a", 9, "model", TimeSpan.Zero, arrived);

        Assert.Equal(2, batcher.Count);
        Assert.False(batcher.TryAdd("c", 5, "model"));
        Assert.Equal(TimeSpan.FromMilliseconds(30), batcher.UntilDue);
        _time.Advance(TimeSpan.FromMilliseconds(30));
        Assert.True(batcher.TryTake(Demand.Ahead, out var batch));
        Assert.Equal(["a"], batch.Items);
        Assert.False(batcher.TryAdd("c", 5, "model"));
        Assert.True(batcher.TryTake(Demand.Idle, out _));
        Assert.True(batcher.TryAdd("c", 5, "model"));
    }

    [Fact]
    public void Room_ahead_waits_for_company_until_the_age_cap()
    {
        var batcher = Batcher();
        batcher.TryAdd("a", 5, "model");

        Assert.False(batcher.TryTake(Demand.Ahead, out _));
        Assert.Equal(TimeSpan.FromMilliseconds(50), batcher.UntilDue);

        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(TimeSpan.Zero, batcher.UntilDue);
        Assert.True(batcher.TryTake(Demand.Ahead, out _));
        Assert.Null(batcher.UntilDue);
    }

    [Fact]
    public void Before_the_age_cap_the_fullest_group_goes_first()
    {
        var batcher = Batcher();
        batcher.TryAdd("rare", 7, "model");
        batcher.TryAdd("a", 5, "model");
        batcher.TryAdd("b", 5, "model");

        Assert.True(batcher.TryTake(Demand.Idle, out var batch));
        Assert.Equal(["a", "b"], batch.Items);
    }

    [Fact]
    public void A_head_start_overtakes_what_came_shortly_before_and_nothing_older()
    {
        var batcher = Batcher();
        batcher.TryAdd("old", 200, "model");
        _time.Advance(TimeSpan.FromSeconds(60));
        batcher.TryAdd("backlog", 200, "model");
        _time.Advance(TimeSpan.FromSeconds(10));
        batcher.TryAdd("somebody waits", 200, "model", headStart: TimeSpan.FromSeconds(30));

        Assert.Equal(["old", "somebody waits", "backlog"], Enumerable.Range(0, 3).Select(_ => batcher.TryTake(Demand.Idle, out var batch) ? batch.Items[0] : "nothing"));
    }

    [Fact]
    public void A_long_article_is_a_full_group_of_its_own()
    {
        var batcher = Batcher();
        batcher.TryAdd("long", 200, "model");

        Assert.True(batcher.TryTake(Demand.Ahead, out var batch));
        Assert.Equal(200, batch.Shape);
    }

    private MicroBatcher<string> Batcher(int capacity = 100) => new(new ExactLengthPolicy(128, 16, 2048), TimeSpan.FromMilliseconds(50), capacity, _time);
}
