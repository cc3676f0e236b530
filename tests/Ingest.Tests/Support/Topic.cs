using System.Text;
using Confluent.Kafka;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>An ordinary client of somebody else's: writes records and reads committed ones back.</summary>
internal static class Topic
{
    public static async Task WriteAsync(string bootstrapServers, string topic, IEnumerable<Message<byte[]?, byte[]?>> messages, int? partition = null)
    {
        var configuration = new ProducerConfig { BootstrapServers = bootstrapServers, MessageMaxBytes = 20_000_000, LingerMs = 2 };
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(configuration).Build();
        var place = new TopicPartition(topic, partition ?? Partition.Any);
        await Task.WhenAll(messages.Select(message => producer.ProduceAsync(place, message))).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public static Message<byte[]?, byte[]?> Json(string json, string? key = null, params (string Name, string Value)[] headers) =>
        Bytes(Encoding.UTF8.GetBytes(json), key, headers);

    public static Message<byte[]?, byte[]?> Bytes(byte[]? value, string? key = null, params (string Name, string Value)[] headers)
    {
        var message = new Message<byte[]?, byte[]?> { Key = key is null ? null : Encoding.UTF8.GetBytes(key), Value = value, Headers = [] };
        foreach (var (name, text) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        return message;
    }

    /// <summary>Reads from the beginning until enough records are there, then a moment longer for any too many.</summary>
    public static IReadOnlyList<ConsumeResult<byte[]?, byte[]?>> Read(string bootstrapServers, string topic, int expected, int seconds = 30)
    {
        var found = new List<ConsumeResult<byte[]?, byte[]?>>();
        ReadUntil(bootstrapServers, [topic], expected, record =>
        {
            found.Add(record);
            return found.Count >= expected;
        }, seconds);
        return found;
    }

    /// <summary>Waits until so many committed records are there; more may follow.</summary>
    public static bool Appear(string bootstrapServers, string topic, int count, int seconds)
    {
        var found = 0;
        ReadUntil(bootstrapServers, [topic], count, _ => ++found >= count, seconds, toTheEnd: false);
        return found >= count;
    }

    /// <summary>Reads committed records of topics from the beginning until the condition holds and the ends are reached.</summary>
    public static void ReadUntil(string bootstrapServers, IReadOnlyList<string> topics, int expected, Func<ConsumeResult<byte[]?, byte[]?>, bool> isEnough, int seconds, bool toTheEnd = true)
    {
        var configuration = new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "test-" + Guid.NewGuid().ToString("N"),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnablePartitionEof = true,
            AllowAutoCreateTopics = true,
        };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(configuration).SetValueDeserializer(Deserializers.ByteArray).SetKeyDeserializer(Deserializers.ByteArray).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        consumer.Assign(topics.SelectMany(topic => admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics.Single().Partitions.Select(
            partition => new TopicPartitionOffset(topic, partition.PartitionId, Offset.Beginning))));
        var ends = new HashSet<TopicPartition>();
        var enough = expected == 0;
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!enough || (toTheEnd && ends.Count < consumer.Assignment.Count))
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(seconds))
            {
                return;
            }

            if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is not { } result)
            {
                continue;
            }

            if (result.IsPartitionEOF)
            {
                ends.Add(result.TopicPartition);
            }
            else
            {
                ends.Remove(result.TopicPartition);
                enough = isEnough(result) || enough;
            }
        }
    }

    public static string? Header(ConsumeResult<byte[]?, byte[]?> record, string name) =>
        record.Message.Headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;
}
