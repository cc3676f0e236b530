using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Reading;

/// <summary>Reads a whole topic once, up to where it ends at the start: committed records only, each partition in order. Belongs to no group and commits nothing.</summary>
internal sealed class TopicScan(KafkaConnection connection, string topic)
{
    /// <summary>Reads; blocks the calling thread while it waits for the broker.</summary>
    /// <param name="from">Where to begin in each partition; partitions that it does not name are left out. Null for all from their beginnings.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KafkaException">The broker can't be reached, or delivers nothing for longer than its timeout.</exception>
    public IEnumerable<StoredRecord> Read(IReadOnlyDictionary<int, long>? from, CancellationToken cancellationToken)
    {
        var configuration = connection.Reader("scan");
        configuration.EnablePartitionEof = true;
        using var consumer = connection.Build(configuration).Build();
        var ends = Ends(consumer, from);
        consumer.Assign(ends.Keys.Select(partition => new TopicPartitionOffset(partition, from is null ? Offset.Beginning : new Offset(from[partition.Partition.Value]))));
        var heard = System.Diagnostics.Stopwatch.GetTimestamp();
        while (ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is not { } result)
            {
                if (System.Diagnostics.Stopwatch.GetElapsedTime(heard) > connection.Options.BrokerTimeout)
                {
                    throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"The broker did not deliver the records of {topic} in time."));
                }

                continue;
            }

            heard = System.Diagnostics.Stopwatch.GetTimestamp();
            if (!ends.TryGetValue(result.TopicPartition, out var end))
            {
                continue;
            }

            // The end of a partition is reported at the last committed record, so a transaction that is open holds nothing up.
            if (result.IsPartitionEOF || result.Offset.Value >= end - 1)
            {
                ends.Remove(result.TopicPartition);
            }

            if (!result.IsPartitionEOF && result.Offset.Value < end)
            {
                yield return StoredRecord.From(result);
                heard = System.Diagnostics.Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>Reads the records of some places, each once; those that Kafka has no more are left out. Blocks the calling thread while it waits for the broker.</summary>
    /// <exception cref="KafkaException">The broker can't be reached, or delivers nothing for longer than its timeout.</exception>
    public IEnumerable<StoredRecord> ReadPlaces(IEnumerable<(int Partition, long Offset)> places, CancellationToken cancellationToken)
    {
        var wanted = places.ToHashSet();
        if (wanted.Count == 0)
        {
            yield break;
        }

        var from = wanted.GroupBy(static place => place.Partition).ToDictionary(static group => group.Key, static group => group.Min(static place => place.Offset));
        foreach (var record in Read(from, cancellationToken))
        {
            if (wanted.Remove((record.Partition, record.Offset)))
            {
                yield return record;
                if (wanted.Count == 0)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>Where each partition that is to be read ends now; empty ones are left out.</summary>
    private Dictionary<TopicPartition, long> Ends(IConsumer<byte[]?, byte[]?> consumer, IReadOnlyDictionary<int, long>? from)
    {
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var ends = new Dictionary<TopicPartition, long>();
        foreach (var partition in admin.GetMetadata(topic, connection.Options.BrokerTimeout).Topics.SelectMany(found => found.Partitions))
        {
            var place = new TopicPartition(topic, partition.PartitionId);
            if ((from is null || from.ContainsKey(partition.PartitionId)) && consumer.QueryWatermarkOffsets(place, connection.Options.BrokerTimeout) is var marks && marks.High > marks.Low)
            {
                ends[place] = marks.High.Value;
            }
        }

        return ends;
    }
}
