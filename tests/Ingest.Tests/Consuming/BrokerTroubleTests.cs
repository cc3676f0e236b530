using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;

namespace FakeNews.Ingest.Tests.Consuming;

public sealed class BrokerTroubleTests
{
    [Fact]
    public async Task A_broker_that_dies_and_comes_back_costs_no_article_and_doubles_none()
    {
        Requirement.Broker();
        await using var broker = await KafkaBroker.StartAsync();
        await using var host = await IngestHost.StartAsync(
            new HeldJudge(), "silo", ("BootstrapServers", broker.BootstrapServers), ("BrokerTimeout", "00:00:04"), ("Window:Articles", "200"), ("BatchArticles", "16"));
        var ids = Audit.Ids(0, 4000);
        await Audit.SendAsync(broker.BootstrapServers, host, ids);
        await host.When(status => status.Lag is > 0 and < 4000);
        broker.Kill();
        await broker.StartAgainAsync();
        await host.When(status => status is { Lag: 0, InFlight: 0, Phase: IngestPhase.Running }, 90);
        Audit.EachHasExactlyOneResult(broker.BootstrapServers, host, ids);
    }

    [Fact]
    public async Task No_broker_is_said_in_a_sentence_and_a_stop_does_not_wait_for_it()
    {
        await using var host = IngestHost.Create(new HeldJudge(), "silo", ("BootstrapServers", "127.0.0.1:1"), ("BrokerTimeout", "00:00:01"));
        await host.StartAsync();
        var status = await host.When(status => status.Problem is not null);
        Assert.StartsWith("No broker answers; check Kafka:BootstrapServers", status.Problem, StringComparison.Ordinal);
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(IngestPhase.Stopped, host.State.Current.Phase);
    }

    [Fact]
    public async Task A_stop_drains_what_is_under_way_and_leaves_the_rest_to_others()
    {
        var judge = new HeldJudge();
        var host = await IngestHost.StartAsync(judge, "silo", ("Window:Articles", "50"), ("BatchArticles", "10"));
        judge.Hold();
        var address = host.Connection.BootstrapServers;
        await Audit.SendAsync(address, host, Audit.Ids(0, 200));
        await host.When(status => status is { IsPaused: true, InFlight: 50 });
        var stopping = host.StopAsync();
        await host.When(status => status.Phase == IngestPhase.Draining);
        judge.Release();
        await stopping;
        Assert.Equal(50, Topic.Read(address, host.Topics.Verdicts, 50).Count);
        await host.DisposeAsync();
    }
}
