using FakeNews.Ingest.Tests.Support;
using FakeNews.Tests.Support;

[assembly: AssemblyFixture(typeof(RealBroker))]

namespace FakeNews.Ingest.Tests.Support;

/// <summary>One real broker for all tests of this assembly; each test uses topics and a group of its own.</summary>
public sealed class RealBroker : IAsyncLifetime
{
    private KafkaBroker? _broker;

    /// <summary>Its address; skips the test where no broker can run.</summary>
    public string Address
    {
        get
        {
            Requirement.Broker();
            return _broker!.BootstrapServers;
        }
    }

    /// <summary>Settings for topics and a group that no other test has.</summary>
    internal (string Name, string Value)[] Settings(params (string Name, string Value)[] more)
    {
        var name = "t" + Guid.NewGuid().ToString("N")[..10];
        return
        [
            ("BootstrapServers", Address),
            ("GroupId", name),
            ("Topics:Articles", name + ".articles"),
            ("Topics:Verdicts", name + ".verdicts"),
            ("Topics:Flagged", name + ".flagged"),
            ("Topics:DeadLetters", name + ".articles.dlq"),
            ("Topics:Labels", name + ".labels"),
            ("Partitions", "2"),
            .. more,
        ];
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (KafkaBroker.Missing is null)
        {
            _broker = await KafkaBroker.StartAsync("message.max.bytes=16777216", "transaction.state.log.num.partitions=3");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }
}
