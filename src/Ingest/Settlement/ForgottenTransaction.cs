using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Delivery;

namespace FakeNews.Ingest.Settlement;

/// <summary>
/// Finds where to read on when the committed offsets of some partitions stay withheld: a broker that is killed between a transaction's decision and its last
/// marker can, when it starts again, call the transaction complete without ever writing the marker of the offsets' partition (seen with Kafka 4.3.1, one node).
/// Nobody is told the committed offsets then, for ever, and aborting by hand would judge twice what was committed. But each transaction holds results together with
/// the offsets of the input they came from, so the results that are visible say what was committed. Markers of results can be forgotten, too; where that happened some of a transaction's results are visible
/// and others are not, so each article is asked for by itself.
/// </summary>
internal sealed class ForgottenTransaction(KafkaConnection connection)
{
    private readonly VisibleResults _results = new(connection);

    private KafkaOptions Options => connection.Options;

    /// <summary>Asks for every article since the last offsets that are certain. Reads the results since the oldest article in doubt; blocks as long as that takes.</summary>
    /// <exception cref="KafkaException">The broker refused or did not answer in time.</exception>
    public Settlement Settle(IReadOnlyCollection<int> partitions, CancellationToken stop)
    {
        var (certain, oldest) = Doubt(partitions, stop);
        var visible = certain.Keys.ToDictionary(partition => partition, _ => new HashSet<long>());
        var unflagged = new Dictionary<ResultOrigin, OutgoingRecord>();
        if (oldest is { } from)
        {
            void Seen(ResultOrigin origin, Action take)
            {
                if (certain.TryGetValue(origin.Partition, out var first) && origin.Offset >= first)
                {
                    take();
                }
            }

            _results.Read(Options.Topics.Verdicts, from, (origin, record, verdict) => Seen(origin, () =>
            {
                visible[origin.Partition].Add(origin.Offset);
                if (verdict is { Decision: not Decision.Pass })
                {
                    unflagged[origin] = new OutgoingRecord(Options.Topics.Flagged, record.Key, record.Value, record.Headers ?? []);
                }
            }), stop);
            _results.Read(Options.Topics.DeadLetters, from, (origin, _, _) => Seen(origin, () => visible[origin.Partition].Add(origin.Offset)), stop);
            _results.Read(Options.Topics.Flagged, from, (origin, _, _) => unflagged.Remove(origin), stop);
        }

        var next = certain.ToDictionary(pair => pair.Key, pair => Gap(pair.Value, visible[pair.Key]));
        return new Settlement(
            [.. next.Select(pair => new TopicPartitionOffset(Options.Topics.Articles, pair.Key, pair.Value))],
            visible.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<long>)pair.Value),
            [.. unflagged.Values]);
    }

    private static long Gap(long from, HashSet<long> visible)
    {
        while (visible.Contains(from))
        {
            from++;
        }

        return from;
    }

    /// <summary>The last offsets that are certainly committed, and the time of the oldest article after them; null where there is none.</summary>
    private (Dictionary<int, long> Next, DateTime? Oldest) Doubt(IReadOnlyCollection<int> partitions, CancellationToken stop)
    {
        var configuration = Reader();

        // Whoever reads uncommitted is told the last decided offset instead of being kept waiting for the undecided one.
        configuration.IsolationLevel = IsolationLevel.ReadUncommitted;
        configuration.GroupId = Options.GroupId;
        using var consumer = connection.Build(configuration).Build();
        var next = new Dictionary<int, long>();
        DateTime? oldest = null;
        foreach (var found in consumer.Committed(partitions.Select(partition => new TopicPartition(Options.Topics.Articles, partition)), Options.BrokerTimeout))
        {
            var marks = consumer.QueryWatermarkOffsets(found.TopicPartition, Options.BrokerTimeout);
            var from = Math.Max(found.Offset.IsSpecial ? 0 : found.Offset.Value, marks.Low.Value);
            next[found.Partition.Value] = from;
            if (from < marks.High.Value && First(consumer, new TopicPartitionOffset(found.TopicPartition, from), stop) is { } time && (oldest is null || time < oldest))
            {
                oldest = time;
            }
        }

        return (next, oldest);
    }

    private static DateTime? First(IConsumer<byte[]?, byte[]?> consumer, TopicPartitionOffset place, CancellationToken stop)
    {
        consumer.Assign(place);
        var first = consumer.Consume(stop);
        consumer.Unassign();
        return first.IsPartitionEOF ? null : first.Message.Timestamp.UtcDateTime;
    }

    private ConsumerConfig Reader()
    {
        var configuration = connection.Reader("settlement");
        configuration.EnablePartitionEof = true;
        return configuration;
    }
}
