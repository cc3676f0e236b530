using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FakeNews.Ingest.Tests.Consuming;

/// <summary>Processes that die or freeze in the middle of their work.</summary>
public sealed class KilledProcessTests(RealBroker broker)
{
    private readonly (string Name, string Value)[] _more =
        [("SessionTimeout", "00:00:06"), ("TransactionTimeout", "00:00:06"), ("Window:Articles", "64"), ("BatchArticles", "16")];

    [Fact]
    public async Task A_killed_process_loses_nothing_and_doubles_nothing()
    {
        var settings = broker.Settings(_more);
        await using var host = await TopicsAsync(settings);
        var ids = Audit.Ids(0, 3000);
        await Audit.SendAsync(broker.Address, host, ids);
        using (var first = new WorkerProcess("one", settings))
        {
            AwaitVerdicts(host, 200);
            first.Kill();
        }

        using var second = new WorkerProcess("one", settings);
        Audit.EachHasExactlyOneResult(broker.Address, host, ids, 120);
    }

    [Fact]
    public async Task A_process_that_freezes_and_wakes_after_it_was_replaced_leaves_nothing_of_its_own()
    {
        var settings = broker.Settings(_more);
        await using var host = await TopicsAsync(settings);
        var ids = Audit.Ids(0, 3000);
        await Audit.SendAsync(broker.Address, host, ids[..2000]);
        using var zombie = new WorkerProcess("zombie", settings);
        AwaitVerdicts(host, 200);
        zombie.Signal("STOP");
        try
        {
            using var heir = new WorkerProcess("heir", settings);
            Audit.EachHasExactlyOneResult(broker.Address, host, ids[..2000], 120);
            zombie.Signal("CONT");
            await Audit.SendAsync(broker.Address, host, ids[2000..2500]);
            Audit.EachHasExactlyOneResult(broker.Address, host, ids[..2500], 120);
            heir.Kill();

            // Now only the one that was replaced can do the rest.
            await Audit.SendAsync(broker.Address, host, ids[2500..]);
            Audit.EachHasExactlyOneResult(broker.Address, host, ids, 120);
        }
        finally
        {
            zombie.Signal("CONT");
        }
    }

    [Fact]
    public async Task The_partitions_of_a_killed_process_go_to_the_other_one()
    {
        var settings = broker.Settings(_more);
        await using var host = await TopicsAsync(settings);
        using var stays = new WorkerProcess("stays", settings);
        var ids = Audit.Ids(0, 3000);
        await Audit.SendAsync(broker.Address, host, ids[..200]);
        AwaitVerdicts(host, 200);
        using var dies = new WorkerProcess("dies", settings);
        await Audit.SendAsync(broker.Address, host, ids[200..2500]);
        AwaitVerdicts(host, 1000);
        dies.Kill();
        await Audit.SendAsync(broker.Address, host, ids[2500..]);
        Audit.EachHasExactlyOneResult(broker.Address, host, ids, 120);
    }

    private static async Task<IngestHost> TopicsAsync((string, string)[] settings)
    {
        var host = IngestHost.Create(new HeldJudge(), "auditor", settings);
        await new TopicSetup(host.Connection, NullLogger.Instance).EnsureAsync();
        return host;
    }

    private void AwaitVerdicts(IngestHost host, int count) =>
        Assert.True(Topic.Appear(broker.Address, host.Topics.Verdicts, count, 60));
}
