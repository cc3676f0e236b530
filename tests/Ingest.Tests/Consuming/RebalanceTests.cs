using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class RebalanceTests(RealBroker broker)
{
    [Fact]
    public async Task Members_come_and_go_and_every_article_has_one_result()
    {
        var settings = broker.Settings(("Partitions", "6"));
        await using var first = await IngestHost.StartAsync(new HeldJudge(), "first", settings);
        var ids = Audit.Ids(0, 3000);
        await Audit.SendAsync(broker.Address, first, ids[..1000]);
        var second = await IngestHost.StartAsync(new HeldJudge(), "second", settings);
        var sending = Audit.SendAsync(broker.Address, first, ids[1000..2000]);
        await Task.WhenAll(first.When(status => status.Partitions.Length == 3), second.When(status => status.Partitions.Length == 3), sending);
        sending = Audit.SendAsync(broker.Address, first, ids[2000..]);
        await second.StopAsync();
        Assert.Equal(IngestPhase.Stopped, second.State.Current.Phase);
        await second.DisposeAsync();
        await sending;
        await first.When(status => status is { Partitions.Length: 6, Lag: 0, InFlight: 0 });
        Audit.EachHasExactlyOneResult(broker.Address, first, ids);
    }

    [Fact]
    public async Task What_is_under_way_at_a_revocation_is_judged_by_the_new_owner_and_the_late_result_is_discarded()
    {
        var settings = broker.Settings(("Partitions", "2"), ("RevocationGrace", "00:00:00.2"));
        var held = new HeldJudge();
        await using var first = await IngestHost.StartAsync(held, "first", settings);
        held.Hold();
        var ids = Audit.Ids(0, 100);
        await Audit.SendAsync(broker.Address, first, ids);
        await first.When(status => status.InFlight == 100);
        await using var second = await IngestHost.StartAsync(new HeldJudge(), "second", settings);
        await second.When(status => status is { Partitions.Length: 1, Lag: 0, InFlight: 0 });
        held.Release();
        await first.When(status => status is { Partitions.Length: 1, Lag: 0, InFlight: 0 });
        Audit.EachHasExactlyOneResult(broker.Address, first, ids);
    }

    [Fact]
    public async Task A_third_member_takes_only_what_it_must_and_what_stays_is_not_judged_again()
    {
        var settings = broker.Settings(("Partitions", "6"), ("RevocationGrace", "00:00:00.2"));
        HeldJudge[] judges = [new(), new(), new()];
        await using var first = await IngestHost.StartAsync(judges[0], "first", settings);
        await using var second = await IngestHost.StartAsync(judges[1], "second", settings);
        await Task.WhenAll(first.When(status => status.Partitions.Length == 3), second.When(status => status.Partitions.Length == 3));
        var (firstMoves, secondMoves) = (first.Moves.Length, second.Moves.Length);
        var before = new[] { first, second }.Select(host => host.State.Current.Partitions.Select(partition => partition.Partition).ToArray()).ToArray();
        Array.ForEach(judges[..2], judge => judge.Hold());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(partition =>
            Topic.WriteAsync(broker.Address, first.Topics.Articles, [Topic.Json($$"""{"id":"p{{partition}}","title":"a"}""", $"p{partition}")], partition)));
        await Task.WhenAll(first.When(status => status.InFlight == 3), second.When(status => status.InFlight == 3));

        await using var third = await IngestHost.StartAsync(judges[2], "third", settings);
        await third.When(status => status is { Partitions.Length: 2, Lag: 0, InFlight: 0 });
        Array.ForEach(judges[..2], judge => judge.Release());
        await Task.WhenAll(new[] { first, second }.Select(host => host.When(status => status is { Partitions.Length: 2, Lag: 0, InFlight: 0 })));

        Assert.Equal([("revoked", 1)], first.Moves[firstMoves..]);
        Assert.Equal([("revoked", 1)], second.Moves[secondMoves..]);
        var after = new[] { first, second }.Select(host => host.State.Current.Partitions.Select(partition => partition.Partition).ToArray()).ToArray();
        Assert.Empty(after[0].Except(before[0]).Concat(after[1].Except(before[1])));
        var asked = judges.SelectMany(judge => judge.Asked).CountBy(id => id).ToDictionary();
        Assert.All(after[0].Concat(after[1]), kept => Assert.Equal(1, asked[$"p{kept}"]));
        Audit.EachHasExactlyOneResult(broker.Address, first, [.. Enumerable.Range(0, 6).Select(partition => $"p{partition}")]);
    }

    [Fact]
    public async Task A_partition_that_was_paused_when_it_went_is_read_when_it_comes_back()
    {
        var settings = broker.Settings(("Partitions", "2"), ("Window:Articles", "20"), ("RevocationGrace", "00:00:00.2"));
        var held = new HeldJudge();
        await using var first = await IngestHost.StartAsync(held, "first", settings);
        held.Hold();
        var ids = Audit.Ids(0, 212);
        await Audit.SendAsync(broker.Address, first, ids[..200]);
        await first.When(status => status.IsPaused);
        var second = await IngestHost.StartAsync(new HeldJudge(), "second", settings);
        await second.When(status => status is { Partitions.Length: 1, Lag: 0, InFlight: 0 });
        held.Release();
        await first.When(status => status is { Partitions.Length: 1, Lag: 0, InFlight: 0, IsPaused: false });
        await second.DisposeAsync();
        await first.When(status => status.Partitions.Length == 2);

        // Fewer than the window holds: no other pause comes along whose end would resume it too.
        await Audit.SendAsync(broker.Address, first, ids[200..]);
        await first.When(status => status is { Lag: 0, InFlight: 0 });
        Audit.EachHasExactlyOneResult(broker.Address, first, ids);
    }

    [Fact]
    public async Task A_second_silo_of_the_same_name_waits_until_the_first_is_gone()
    {
        var settings = broker.Settings();
        var first = await IngestHost.StartAsync(new HeldJudge(), "twin", settings);
        var judge = new HeldJudge();
        await using var second = IngestHost.Create(judge, "twin", settings);
        await second.StartAsync();
        var refused = await second.When(status => status.Phase == IngestPhase.Fenced && status.Problem is not null);
        Assert.Contains("give every silo a name of its own", refused.Problem, StringComparison.Ordinal);
        var ids = Audit.Ids(0, 100);
        await Audit.SendAsync(broker.Address, first, ids[..50]);
        await first.When(status => status is { Lag: 0, InFlight: 0 });
        Assert.Equal(0, judge.Calls);
        await first.DisposeAsync();
        await second.When(status => status.Partitions.Length == 2);
        await Audit.SendAsync(broker.Address, second, ids[50..]);
        Audit.EachHasExactlyOneResult(broker.Address, second, ids);
    }
}
