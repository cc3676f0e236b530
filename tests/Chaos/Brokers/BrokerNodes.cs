using System.Globalization;
using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Brokers;

/// <summary>The brokers of a run: one node, or three with replication 3 and min.insync.replicas 2. Nodes are numbered from 1.</summary>
public sealed class BrokerNodes : IAsyncDisposable
{
    // Result times must be the broker's own, and replayed articles must not be deleted by their age. Small segments keep the group's history short: a single node that
    // reads a long one while it starts can be left with the half of it (docs/reliability.md).
    private const string Extra = "log.message.timestamp.type=LogAppendTime\nlog.retention.ms=-1\nmessage.max.bytes=1048588\noffsets.topic.segment.bytes=1048576\n";
    private readonly KafkaHome _home;
    private readonly string _folder;

    private BrokerNodes(KafkaHome home, string folder, int count, string bootstrap) => (_home, _folder, Count, Bootstrap) = (home, folder, count, bootstrap);

    /// <summary>Number of nodes.</summary>
    public int Count { get; }

    /// <summary>Their addresses.</summary>
    public string Bootstrap { get; }

    /// <summary>Replicas of each topic.</summary>
    public short Replication => (short)Count;

    /// <summary>Starts the nodes.</summary>
    /// <param name="home">The distribution.</param>
    /// <param name="folder">Where they keep their data.</param>
    /// <param name="count">1 or 3.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<BrokerNodes> StartAsync(KafkaHome home, string folder, int count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(home);
        Directory.CreateDirectory(folder);
        var environment = new Dictionary<string, string> { ["KAFKA_EXTRA_PROPERTIES"] = Extra };
        var bootstrap = await home.RunAsync(count == 1 ? "start-single-node.sh" : "start-cluster.sh", [folder], environment, cancellation);
        return new BrokerNodes(home, folder, count, bootstrap);
    }

    /// <summary>Sends a signal to a node.</summary>
    public void Signal(int node, int signal) => Signals.Send(int.Parse(File.ReadAllText(Path.Combine(NodeFolder(node), "kafka.pid")).Trim(), CultureInfo.InvariantCulture), signal);

    /// <summary>Starts a node again after its end, with its data.</summary>
    public Task StartAgainAsync(int node, CancellationToken cancellation) => Count == 1
        ? _home.RunAsync("start-single-node.sh", [_folder], null, cancellation)
        : _home.RunAsync("start-node.sh", [_folder, node.ToString(CultureInfo.InvariantCulture)], null, cancellation);

    /// <summary>Where a node's log ends now.</summary>
    public long LogEnd(int node) => new FileInfo(LogOf(node)).Length;

    /// <summary>Whether a node has said, since a place in its log, that it read a group's history twice at once: the group then stands still until the node is restarted.</summary>
    public async Task<bool> HasReadGroupTwiceAsync(int node, long since, CancellationToken cancellation)
    {
        await using var log = new FileStream(LogOf(node), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(since, SeekOrigin.Begin);
        using var text = new StreamReader(log);
        return (await text.ReadToEndAsync(cancellation)).Contains("Ignored load completion from __consumer_offsets", StringComparison.Ordinal);
    }

    /// <summary>Stops all nodes.</summary>
    public async ValueTask DisposeAsync() => await _home.RunAsync(Count == 1 ? "stop-single-node.sh" : "stop-cluster.sh", [_folder], null, CancellationToken.None);

    private string LogOf(int node) => Path.Combine(NodeFolder(node), "server.log");

    private string NodeFolder(int node) => Count == 1 ? _folder : Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"node-{node}"));
}
