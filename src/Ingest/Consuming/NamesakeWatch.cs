using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// Looks for another process of this silo's name in the group. Two of them share one transactional id and would fence each other without end; so the one that
/// comes second, or was fenced, waits until it is alone. A member that died counts until its session times out.
/// </summary>
internal sealed class NamesakeWatch(KafkaConnection connection, string silo, Action<Error> complaint)
{
    /// <summary>
    /// True where the group has a member of this silo's name. Call it only while this process has none. Asks by the client library's older call: its requests for
    /// administration end the whole process where a broker dies under them.
    /// </summary>
    /// <exception cref="KafkaException">The broker did not answer in time.</exception>
    public bool IsThere()
    {
        using var admin = connection.BuildAdmin(complaint);

        // Whoever may not look is told of no members and can't be kept waiting for them; the transactional id still fences.
        return admin.ListGroup(connection.Options.GroupId, connection.Options.BrokerTimeout) is { } group && group.Members.Exists(member => member.ClientId == silo);
    }
}
