using FakeNews.Ingest.Tests.Support;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class BackPressureTests(RealBroker broker)
{
    [Fact]
    public async Task A_full_window_pauses_the_partitions_without_leaving_the_group_and_resumes_by_itself()
    {
        var judge = new HeldJudge();
        await using var host = await IngestHost.StartAsync(
            judge, "silo", broker.Settings(("Window:Articles", "20"), ("BatchArticles", "8"), ("SessionTimeout", "00:00:06")));
        judge.Hold();
        var ids = Audit.Ids(0, 300);
        await Audit.SendAsync(broker.Address, host, ids);
        var full = await host.When(status => status is { IsPaused: true, InFlight: 20 });
        Assert.Equal(20, judge.Asked.Count);

        // Longer than the session timeout: only a member that goes on polling and beating keeps its partitions.
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await host.When(status => watch.Elapsed > TimeSpan.FromSeconds(8) || status.Partitions.Length != full.Partitions.Length || !status.IsPaused);
        Assert.True(host.State.Current.IsPaused);
        Assert.Equal(full.Partitions.Length, host.State.Current.Partitions.Length);
        Assert.Equal(20, judge.Asked.Count);

        judge.Release();
        await host.When(status => status is { Lag: 0, InFlight: 0, IsPaused: false });
        Audit.EachHasExactlyOneResult(broker.Address, host, ids);
        Assert.Equal(ids.Count, judge.Asked.Distinct().Count());
        Assert.Equal(ids.Count, judge.Asked.Count);
    }

    [Fact]
    public async Task A_rebalance_while_partitions_are_paused_leaves_none_of_them_paused()
    {
        var settings = broker.Settings(("Window:Articles", "20"), ("BatchArticles", "8"), ("RevocationGrace", "00:00:00.1"));
        var judge = new HeldJudge();
        await using var host = await IngestHost.StartAsync(judge, "stays", settings);
        judge.Hold();
        var ids = Audit.Ids(0, 200);
        await Audit.SendAsync(broker.Address, host, ids);
        await host.When(status => status is { IsPaused: true, InFlight: 20 });
        await using (await IngestHost.StartAsync(new HeldJudge(), "comes and goes", settings))
        {
            await host.When(status => status.Partitions.Length == 1);
        }

        await host.When(status => status.Partitions.Length == 2);
        judge.Release();
        await host.When(status => status is { Lag: 0, InFlight: 0, IsPaused: false });
        Audit.EachHasExactlyOneResult(broker.Address, host, ids);
    }

    [Fact]
    public async Task The_window_in_bytes_holds_too()
    {
        var judge = new HeldJudge();
        await using var host = await IngestHost.StartAsync(judge, "silo", broker.Settings(("Window:Bytes", "200000")));
        judge.Hold();
        await Topic.WriteAsync(broker.Address, host.Topics.Articles, Enumerable.Range(0, 30).Select(
            number => Topic.Json($$"""{"id":"{{number}}","text":"{{new string('x', 20_000)}}"}""", $"{number}")));
        var full = await host.When(status => status is { IsPaused: true, InFlight: > 0 });
        Assert.InRange(full.WindowBytes, 200_000, 225_000);
        judge.Release();
        await host.When(status => status is { Lag: 0, InFlight: 0 });
    }
}
