using System.Collections.Immutable;
using Confluent.Kafka;
using FakeNews.Ingest.Operations;

namespace FakeNews.Ingest.Consuming;

/// <content>What operators see.</content>
internal sealed partial class ConsumerSession
{
    private void Observe()
    {
        if (_observed != 0 && _time.GetElapsedTime(_observed) < ObserveEvery)
        {
            return;
        }

        _observed = _time.GetTimestamp();
        _committed.Learn(_consumer, _assignment.Partitions);
        Settle();
        var partitions = _assignment.Partitions.Select(Status).ToImmutableArray();
        _state.Change(status => status with
        {
            Partitions = partitions,
            InFlight = _window.Articles,
            WindowBytes = _window.Bytes,
        });
    }

    private PartitionStatus Status(int partition)
    {
        var place = new TopicPartition(_options.Topics.Articles, partition);
        var (low, high) = _consumer.GetWatermarkOffsets(place) is var marks ? (marks.Low, marks.High) : default;
        return new PartitionStatus(
            partition,
            _committed[partition] ?? (low.IsSpecial ? null : low.Value),
            high.IsSpecial ? null : high.Value,
            _assignment.InFlight(partition).Count);
    }
}
