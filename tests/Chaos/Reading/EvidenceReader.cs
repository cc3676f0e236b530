using Confluent.Kafka;
using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reading;

/// <summary>Reads from a running broker what an audit needs.</summary>
/// <param name="bootstrap">The brokers.</param>
/// <param name="topics">The topics.</param>
/// <param name="group">The product's consumer group.</param>
public sealed class EvidenceReader(string bootstrap, TopicSet topics, string group)
{
    private readonly TopicReader _reader = new(bootstrap, TimeSpan.FromSeconds(60));

    /// <summary>Reads accepted articles, visible results and committed offsets.</summary>
    /// <exception cref="TimeoutException">A topic can't be read to its end.</exception>
    /// <exception cref="KafkaException">The brokers do not answer.</exception>
    public Task<Evidence> ReadAsync(CancellationToken cancellation) => Task.Run(() => Read(cancellation), cancellation);

    private Evidence Read(CancellationToken cancellation)
    {
        var same = new SameTexts();
        var inputs = new Dictionary<int, List<InputRecord>>();
        _reader.Read(topics.Articles, record => ListOf(inputs, record.Partition.Value).Add(same.Of(InputReading.Read(record))), cancellation);
        var results = new List<ResultRecord>();
        foreach (var (kind, topic) in topics.Results)
        {
            _reader.Read(topic, record => results.Add(same.Of(ResultReading.Read(kind, record, topics.Articles))), cancellation);
        }

        using var look = new GroupLook(bootstrap, topics, group);
        return new Evidence
        {
            Inputs = inputs.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<InputRecord>)pair.Value),
            Results = results,
            Committed = look.Committed(),
        };
    }

    private static List<InputRecord> ListOf(Dictionary<int, List<InputRecord>> inputs, int partition)
    {
        if (!inputs.TryGetValue(partition, out var list))
        {
            inputs.Add(partition, list = []);
        }

        return list;
    }
}
