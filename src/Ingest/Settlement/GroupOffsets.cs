using Confluent.Kafka;

namespace FakeNews.Ingest.Settlement;

/// <summary>
/// What is committed of the partitions this member owns: asked for once after an assignment, then known from the session's own commits. A partition whose
/// committed offset the broker does not tell is <see cref="Withheld"/>; that is ordinary for a moment, while another silo's transaction ends. Single-threaded.
/// </summary>
internal sealed class GroupOffsets(string topic, TimeProvider time)
{
    // The question is asked on the consumer's thread: it must not wait long.
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private readonly Dictionary<int, long> _known = [];
    private readonly Dictionary<int, long> _withheldSince = [];
    private long _asked;

    /// <summary>The committed offset; null where none is committed or it is not known.</summary>
    public long? this[int partition] => _known.TryGetValue(partition, out var offset) && offset >= 0 ? offset : null;

    /// <summary>Partitions whose committed offset the broker did not tell for at least a time.</summary>
    public IReadOnlyList<int> Withheld(TimeSpan atLeast) => [.. _withheldSince.Where(since => time.GetElapsedTime(since.Value) >= atLeast).Select(since => since.Key)];

    /// <summary>Takes this session's own commit.</summary>
    public void Set(int partition, long offset)
    {
        _known[partition] = offset;
        _withheldSince.Remove(partition);
    }

    /// <summary>Forgets a partition that was taken away.</summary>
    public void Forget(int partition)
    {
        _known.Remove(partition);
        _withheldSince.Remove(partition);
    }

    /// <summary>Asks for what is not known yet; at once for partitions that are new, every few seconds for those that are withheld.</summary>
    public void Learn(IConsumer<byte[]?, byte[]?> consumer, IEnumerable<int> owned)
    {
        var unknown = owned.Where(partition => !_known.ContainsKey(partition)).ToList();
        if (unknown.Count == 0 || (unknown.TrueForAll(_withheldSince.ContainsKey) && time.GetElapsedTime(_asked) < AskAgain))
        {
            return;
        }

        _asked = time.GetTimestamp();
        unknown.ForEach(partition => _withheldSince.TryAdd(partition, _asked));
        try
        {
            foreach (var found in consumer.Committed(unknown.Select(partition => new TopicPartition(topic, partition)), Wait))
            {
                Set(found.Partition.Value, found.Offset.IsSpecial ? -1 : found.Offset.Value);
            }
        }
        catch (KafkaException)
        {
            // Not known; the next question comes.
        }
    }
}
