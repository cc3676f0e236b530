using Confluent.Kafka;
using FakeNews.Ingest.Operations;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Consuming;

/// <content>Partitions come and go; called from within Consume.</content>
internal sealed partial class ConsumerSession
{
    private void Assigned(List<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            Drop(partition.Partition.Value);
            _assignment.Assign(partition.Partition.Value);
        }

        Renew();

        // The client library keeps a partition paused while it is away and when others join it: what holds now is said to all of them.
        _reassigned = true;
        _observed = 0;
        _state.Enter(_draining ? IngestPhase.Draining : IngestPhase.Running);
        Rebalanced("assigned", partitions.Count);
    }

    // The client calls back while it is being closed, too; nothing is delivered then, and its membership can't be asked for any more.
    private void Renew()
    {
        if (_end is null)
        {
            _membership.Renew(_consumer);
        }
    }

    /// <summary>Orderly revocation: what is under way gets the grace, what is finished is committed, the rest is dropped and read again by the next owner.</summary>
    private void Revoked(List<TopicPartitionOffset> partitions)
    {
        HandOut();
        Renew();
        int[] going = [.. partitions.Select(partition => partition.Partition.Value)];
        var started = _time.GetTimestamp();
        TakeResults();
        while (_end is null && _assignment.UnfinishedOf(going) > 0 && _completions.Wait(_options.RevocationGrace - _time.GetElapsedTime(started)))
        {
            TakeResults();
        }

        Deliver();
        going.ToList().ForEach(Drop);
        Rebalanced("revoked", partitions.Count);
    }

    /// <summary>The group has given the partitions away already: nothing of them may be committed any more.</summary>
    private void Lost(List<TopicPartitionOffset> partitions)
    {
        _membership.Lose();
        partitions.ForEach(partition => Drop(partition.Partition.Value));
        Rebalanced("lost", partitions.Count);
    }

    private void Drop(int partition)
    {
        _settlement.Drop();
        _answered.Remove(partition);
        var dropped = _assignment.Revoke(partition);
        _window.Release(dropped.Finished, dropped.FinishedBytes);
        _committed.Forget(partition);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} partitions {What}.")]
    private partial void Rebalanced(string what, int count);
}
