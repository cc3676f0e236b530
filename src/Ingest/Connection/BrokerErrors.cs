using Confluent.Kafka;

namespace FakeNews.Ingest.Connection;

/// <summary>Says in a sentence what a broker's or the client library's error means for the operator.</summary>
public static class BrokerErrors
{
    /// <summary>The sentence; never holds a secret.</summary>
    public static string Sentence(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Code switch
        {
            ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport => "No broker answers; check Kafka:BootstrapServers and the network. Trying again.",
            ErrorCode.Local_TimedOut or ErrorCode.RequestTimedOut => "The broker did not answer in time; check Kafka:BootstrapServers and the network. Trying again.",
            ErrorCode.Local_Resolve => "A broker's host name can't be resolved; check Kafka:BootstrapServers. Trying again.",
            ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed =>
                "The broker refused the credentials; check Kafka:Client:sasl.username, sasl.password and sasl.mechanism. Trying again.",
            ErrorCode.Local_Ssl => "The TLS handshake failed; check Kafka:Client:security.protocol and the ssl.* settings. Trying again.",
            ErrorCode.TopicAuthorizationFailed => "The user lacks a right on a topic: the silo reads the articles' topic and writes the others. " + Printable(error.Reason),
            ErrorCode.GroupAuthorizationFailed => "The user lacks the right Read on the consumer group. " + Printable(error.Reason),
            ErrorCode.TransactionalIdAuthorizationFailed => "The user lacks the rights Write and Describe on the transactional id. " + Printable(error.Reason),
            ErrorCode.ClusterAuthorizationFailed => "The user lacks a right on the cluster (Create or IdempotentWrite). " + Printable(error.Reason),
            ErrorCode.Local_Fenced or ErrorCode.InvalidProducerEpoch or ErrorCode.ProducerFenced => "Another producer has taken over this silo's transactional id.",
            ErrorCode.FencedInstanceId => "Another member has taken over this silo's place in the consumer group.",
            _ => Printable(error.Reason),
        };
    }

    /// <summary>A foreign text without control characters, at most 300 characters.</summary>
    internal static string Printable(string text) => string.Create(Math.Min(text.Length, 300), text, static (target, source) =>
    {
        for (var index = 0; index < target.Length; index++)
        {
            target[index] = char.IsControl(source[index]) ? ' ' : source[index];
        }
    });
}
