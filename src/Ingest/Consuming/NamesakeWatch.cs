using Confluent.Kafka.Admin;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// Looks for another process of this silo's name in the group. Two of them share one transactional id and would fence each other without end; so the one that
/// comes second, or was fenced, waits until it is alone. A member that died counts until its session times out.
/// </summary>
internal sealed class NamesakeWatch(KafkaConnection connection, string silo, Action<Confluent.Kafka.Error> complaint)
{
    /// <summary>True where the group has a member of this silo's name. Call it only while this process has none.</summary>
    public async Task<bool> IsThereAsync()
    {
        using var admin = connection.BuildAdmin(complaint);
        try
        {
            var options = new DescribeConsumerGroupsOptions { RequestTimeout = connection.Options.BrokerTimeout };
            var described = await admin.DescribeConsumerGroupsAsync([connection.Options.GroupId], options).ConfigureAwait(false);
            return described.ConsumerGroupDescriptions.SelectMany(group => group.Members).Any(member => member.ClientId == silo);
        }
        catch (DescribeConsumerGroupsException)
        {
            // Whoever may not look can't be kept waiting for what he would see; the transactional id still fences.
            return false;
        }
    }
}
