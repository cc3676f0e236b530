using System.Diagnostics;
using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Settlement;

/// <summary>Reads what is visible of the topics of results.</summary>
internal sealed class VisibleResults(KafkaConnection connection)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Reads a topic from a time on, as far as it is decided now; blocks as long as that takes.</summary>
    /// <exception cref="KafkaException">The broker refused or did not answer in time.</exception>
    public void Read(string topic, DateTime from, Action<ResultOrigin, Message<byte[]?, byte[]?>, Verdict?> take, CancellationToken stop) =>
        Read(topic, from, IsolationLevel.ReadCommitted, TimeSpan.MaxValue, take, stop);

    /// <summary>The same, but waits until everything that is written now is decided.</summary>
    /// <exception cref="TimeoutException">Some of it is not decided within the bound.</exception>
    /// <exception cref="KafkaException">The broker refused or did not answer in time.</exception>
    public void ReadDecided(string topic, DateTime from, TimeSpan bound, Action<ResultOrigin, Message<byte[]?, byte[]?>, Verdict?> take, CancellationToken stop) =>
        Read(topic, from, IsolationLevel.ReadUncommitted, bound, take, stop);

    /// <summary>Reads what is committed, up to where the topic ends now for a reader of an isolation.</summary>
    private void Read(string topic, DateTime from, IsolationLevel end, TimeSpan bound, Action<ResultOrigin, Message<byte[]?, byte[]?>, Verdict?> take, CancellationToken stop)
    {
        using var consumer = Reader(IsolationLevel.ReadCommitted);
        var starts = Starts(consumer, topic, from);
        var ends = Ends(starts, end);
        consumer.Assign(starts);
        var left = starts.Where(start => ends[start.Partition] > 0).Select(start => start.Partition).ToHashSet();
        var started = Stopwatch.GetTimestamp();
        while (left.Count > 0)
        {
            stop.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) > bound)
            {
                throw new TimeoutException($"Transactions on {topic} are not decided.");
            }

            // The end of what a reader of committed records sees is told again whenever it has moved.
            if (consumer.Consume(Poll) is { } result)
            {
                Take(result, take);
                if (result.Offset + (result.IsPartitionEOF ? 0 : 1) >= ends[result.Partition])
                {
                    left.Remove(result.Partition);
                }
            }
        }
    }

    private void Take(ConsumeResult<byte[]?, byte[]?> result, Action<ResultOrigin, Message<byte[]?, byte[]?>, Verdict?> take)
    {
        if (!result.IsPartitionEOF && ResultOrigin.Of(result.Topic, result.Message.Value, result.Message.Headers, connection.Options.Topics, out var verdict) is { } origin)
        {
            take(origin, result.Message, verdict);
        }
    }

    private List<TopicPartitionOffset> Starts(IConsumer<byte[]?, byte[]?> consumer, string topic, DateTime from)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, connection.Options.BrokerTimeout).Topics.SelectMany(found => found.Partitions);
        return consumer.OffsetsForTimes(
            partitions.Select(partition => new TopicPartitionTimestamp(topic, partition.PartitionId, new Timestamp(from))), connection.Options.BrokerTimeout);
    }

    private Dictionary<Partition, long> Ends(List<TopicPartitionOffset> places, IsolationLevel isolation)
    {
        using var consumer = Reader(isolation);
        return places.ToDictionary(place => place.Partition, place => consumer.QueryWatermarkOffsets(place.TopicPartition, connection.Options.BrokerTimeout).High.Value);
    }

    private IConsumer<byte[]?, byte[]?> Reader(IsolationLevel isolation)
    {
        var configuration = connection.Reader("settlement");
        configuration.EnablePartitionEof = true;
        configuration.IsolationLevel = isolation;
        return connection.Build(configuration).Build();
    }
}
