using Confluent.Kafka;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Offsets;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Consuming;

/// <content>Delivers the finished prefix, and settles what the broker withholds.</content>
internal sealed partial class ConsumerSession
{
    /// <summary>True where the window is full of finished records: waiting for the interval would only stop the stream.</summary>
    private bool IsHeldUpByDelivery => _window.IsFull && _undone == 0 && _assignment.Unfinished * 2 <= _window.Articles;

    private void Deliver()
    {
        _results.Clear();
        var prefixes = _assignment.Peek(_results);
        if (_end is not null || _results.Count == 0 || _recent.IsInDoubt)
        {
            return;
        }

        var started = _time.GetTimestamp();
        var records = new List<OutgoingRecord>(_results.Count + 16);
        foreach (var result in _results)
        {
            if (result.IsSent)
            {
                records.Add(result.Record);
            }

            if (result.Flagged is { } flagged)
            {
                records.Add(flagged);
            }
        }

        var topic = _options.Topics.Articles;
        var offsets = prefixes.Select(prefix => new TopicPartitionOffset(topic, prefix.Key, prefix.Value.NextOffset)).ToList();
        var (outcome, problem) = Send(new Consignment(records, offsets, _membership.Current));
        switch (outcome)
        {
            case DeliveryOutcome.Delivered:
                _metrics.Took(_time.GetElapsedTime(started));
                Delivered(prefixes);
                DeliverAfter(_options.CommitInterval - _time.GetElapsedTime(started));
                break;
            case DeliveryOutcome.Undone when ++_undone < UndoneLimit:
                _metrics.Undone();
                Trouble(problem);
                DeliverAfter(Backoff());
                break;
            default:
                Trouble(problem);
                End(outcome == DeliveryOutcome.Fenced ? SessionEnd.Fenced : SessionEnd.Broken);
                break;
        }
    }

    private DeliveryResult Send(Consignment consignment)
    {
        if (consignment.LacksMember)
        {
            // Nothing is sent, so nothing can be hidden by it.
            return _delivery.Deliver(consignment);
        }

        _recent.Attempt(consignment.Records);
        var result = _delivery.Deliver(consignment);
        if (result.Outcome == DeliveryOutcome.Delivered)
        {
            _recent.Delivered();
        }
        else
        {
            _recent.Doubt();
        }

        return result;
    }

    private void Delivered(IReadOnlyDictionary<int, FinishedPrefix> prefixes)
    {
        var (released, bytes) = _assignment.Release(prefixes);
        _window.Release(released, bytes);
        foreach (var (partition, prefix) in prefixes)
        {
            _committed.Set(partition, prefix.NextOffset);
        }

        _undone = 0;
        HasDelivered = true;
        _state.Well();
        var verdicts = new List<Verdict>(_results.Count);
        foreach (var result in _results)
        {
            if (result.Verdict is { } verdict)
            {
                _metrics.Delivered(verdict.Decision);
                verdicts.Add(verdict);
            }
            else if (result.IsSent)
            {
                _metrics.DeadLettered(result.Reason);
            }
        }

        foreach (var listener in _listeners)
        {
            listener.Delivered(verdicts);
        }
    }

    /// <summary>Starts a settlement where one is due, and commits what it found once nothing of its partitions is under way.</summary>
    private void Settle()
    {
        if (_settlement.Due is var count and > 0)
        {
            Trouble($"The broker withholds the committed offsets of {count} partitions: a transaction without an end holds them. Settling them by its results.");
            if (EndForgotten())
            {
                _settlement.Start(_abandon.Token);
            }

            return;
        }

        try
        {
            if (_settlement.Take() is not { } found || found.Offsets.Any(place => _assignment.InFlight(place.Partition.Value).Count > 0))
            {
                return;
            }

            // Before the commit: with it the client may read on.
            foreach (var (partition, offsets) in found.Answered)
            {
                _answered[partition] = offsets;
            }

            if (Took(Send(new Consignment(found.Flagged, found.Offsets, _membership.Current))))
            {
                foreach (var place in found.Offsets)
                {
                    _committed.Set(place.Partition.Value, place.Offset.Value);
                }

                _state.Well();
                Settled(found.Offsets.Count);
            }
        }
        catch (KafkaException exception)
        {
            Trouble(BrokerErrors.Sentence(exception.Error));
        }
    }

    /// <summary>Looks up, after a lost broker or an aborted transaction, what was sent before, and sends again what is hidden.</summary>
    private void Mend()
    {
        if (_recent.IsInDoubt)
        {
            if (_end is not null || _time.GetTimestamp() < _deliverFrom)
            {
                return;
            }

            if (!EndForgotten())
            {
                DeliverAfter(Backoff());
                if (++_undone >= UndoneLimit)
                {
                    End(SessionEnd.Broken);
                }

                return;
            }

            _recent.Suspect();
        }

        if (_recent.IsSearchDue)
        {
            _recent.Search(_abandon.Token);
        }

        if (_recent.Take() is { } hidden && (hidden.Count == 0 || Took(Send(new Consignment(hidden, [], null)))))
        {
            _recent.Mended();
            if (hidden.Count > 0)
            {
                SentAgain(hidden.Count);
            }
        }
    }

    private bool EndForgotten() => Took(_delivery.EndForgotten([_options.Topics.Verdicts, _options.Topics.Flagged, _options.Topics.DeadLetters]));

    private bool Took(DeliveryResult result)
    {
        if (result.Outcome == DeliveryOutcome.Delivered)
        {
            return true;
        }

        Trouble(result.Problem);
        EndWhere(result.Outcome);
        return false;
    }

    private void EndWhere(DeliveryOutcome outcome)
    {
        if (outcome is DeliveryOutcome.Fenced or DeliveryOutcome.Broken)
        {
            End(outcome == DeliveryOutcome.Fenced ? SessionEnd.Fenced : SessionEnd.Broken);
        }
    }

    private void DeliverAfter(TimeSpan pause) => _deliverFrom = _time.GetTimestamp() + (long)(Math.Max(0, pause.TotalSeconds) * _time.TimestampFrequency);

    private TimeSpan Backoff() => TimeSpan.FromMilliseconds(Math.Min(LongestBackoff.TotalMilliseconds, 100 * Math.Pow(2, _undone)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The committed offsets of {Count} partitions were settled by the results that are visible.")]
    private partial void Settled(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} results of committed articles were hidden by a broker that was lost in the middle of a transaction; they were sent again.")]
    private partial void SentAgain(int count);
}
