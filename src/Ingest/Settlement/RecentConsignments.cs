using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Delivery;

namespace FakeNews.Ingest.Settlement;

/// <summary>
/// What this process sent last. A broker that is killed between a transaction's decision and its last marker can forget markers of results while it writes that of the
/// offsets; whatever ends such a transaction as aborted then hides results whose articles nobody reads again. So after a lost broker or an aborted transaction it is looked
/// up, and what is hidden although its article is committed is sent again. A transaction begins only when the one before is complete, so nothing older can be hidden.
/// Outlives sessions. Single-threaded but for the search.
/// </summary>
internal sealed class RecentConsignments(KafkaConnection connection, TimeProvider time)
{
    private static readonly TimeSpan SearchAgain = TimeSpan.FromSeconds(1);

    // More than clocks are apart: the search begins where records are stamped that much before the attempt.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly VisibleResults _results = new(connection);
    private readonly List<Sent> _recent = [];
    private readonly List<Sent> _suspects = [];
    private Task<List<OutgoingRecord>>? _search;
    private long _searched;

    private KafkaOptions Options => connection.Options;

    /// <summary>True from <see cref="Doubt"/> until <see cref="Suspect"/>, where anything was sent.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>True until what was sent before a <see cref="Doubt"/> is <see cref="Mended"/>.</summary>
    public bool IsUnsettled => IsInDoubt || _suspects.Count > 0;

    /// <summary>True where a search is due, and none is under way.</summary>
    public bool IsSearchDue => _search is null && _suspects.Count > 0 && time.GetElapsedTime(_searched) >= SearchAgain;

    /// <summary>Records are about to be sent.</summary>
    public void Attempt(IReadOnlyList<OutgoingRecord> records) => _recent.Add(new Sent(records, time.GetUtcNow().UtcDateTime));

    /// <summary>The records of the last attempt are said to be visible.</summary>
    public void Delivered()
    {
        if (!IsInDoubt)
        {
            _recent.RemoveRange(0, _recent.Count - 1);
        }
    }

    /// <summary>A broker was lost or a transaction came to nothing. Without transactions nothing is hidden by it.</summary>
    public void Doubt() => IsInDoubt = _recent.Count > 0 && Options.EffectiveDelivery == DeliveryGuarantee.ExactlyOnce;

    /// <summary>What was left open is ended: from now on what is visible of everything sent before is final.</summary>
    public void Suspect()
    {
        _suspects.AddRange(_recent);
        _recent.Clear();
        IsInDoubt = false;
        _search = null;
        _searched = 0;
    }

    /// <summary>Starts a search.</summary>
    public void Search(CancellationToken stop)
    {
        Sent[] suspects = [.. _suspects];
        _search = Task.Run(() => Hidden(suspects, stop), CancellationToken.None);
        _searched = time.GetTimestamp();
    }

    /// <summary>Takes what a search found to be hidden; null while there is nothing. Until <see cref="Mended"/> it is suspected still.</summary>
    public IReadOnlyList<OutgoingRecord>? Take()
    {
        if (_search is not { IsCompleted: true } search)
        {
            return null;
        }

        _search = null;

        // Not answered, withheld or not decided yet: the next search may find it.
        return search.IsCompletedSuccessfully ? search.Result : null;
    }

    /// <summary>Nothing that was suspected is hidden any more.</summary>
    public void Mended() => _suspects.Clear();

    private List<OutgoingRecord> Hidden(IReadOnlyList<Sent> suspects, CancellationToken stop)
    {
        var hidden = new Dictionary<(string Topic, ResultOrigin Origin), OutgoingRecord>();
        foreach (var record in suspects.SelectMany(sent => sent.Records))
        {
            if (ResultOrigin.Of(record.Topic, record.Value, record.Headers, Options.Topics, out _) is { } origin)
            {
                hidden[(record.Topic, origin)] = record;
            }
        }

        if (hidden.Count == 0)
        {
            return [];
        }

        // Before what is visible is read: an article that another silo has judged since then is committed together with its result.
        var committed = Committed(hidden.Keys.Select(key => key.Origin.Partition).Distinct());
        var from = suspects.Min(sent => sent.At) - Margin;
        foreach (var topic in hidden.Keys.Select(key => key.Topic).Distinct().ToList())
        {
            _results.ReadDecided(topic, from, Options.TransactionTimeout + Options.BrokerTimeout, (origin, record, _) => Seen(hidden, topic, origin, record.Value), stop);
        }

        // An article that is not committed is read again by whoever owns its partition.
        return [.. hidden.Where(pair => committed[pair.Key.Origin.Partition] > pair.Key.Origin.Offset).Select(pair => pair.Value)];
    }

    private void Seen(Dictionary<(string Topic, ResultOrigin Origin), OutgoingRecord> hidden, string topic, ResultOrigin origin, byte[]? value)
    {
        hidden.Remove((topic, origin));
        if (topic == Options.Topics.Flagged)
        {
            return;
        }

        // Another silo has judged the article since then: what that result says counts, and whether it is flagged, too.
        var copy = (Options.Topics.Flagged, origin);
        if (hidden.TryGetValue(copy, out var flagged) && !flagged.Value.AsSpan().SequenceEqual(value))
        {
            hidden.Remove(copy);
        }
    }

    private Dictionary<int, long> Committed(IEnumerable<int> partitions)
    {
        var configuration = connection.Reader("settlement");
        configuration.GroupId = Options.GroupId;
        using var consumer = connection.Build(configuration).Build();
        return consumer.Committed(partitions.Select(partition => new TopicPartition(Options.Topics.Articles, partition)), Options.BrokerTimeout)
            .ToDictionary(found => found.Partition.Value, found => found.Offset.IsSpecial ? -1 : found.Offset.Value);
    }

    private sealed record Sent(IReadOnlyList<OutgoingRecord> Records, DateTime At);
}
