using Confluent.Kafka;
using FakeNews.Ingest.Connection;

namespace FakeNews.Ingest.Delivery;

/// <summary>Sorts the client library's errors by what must follow.</summary>
internal static class DeliveryFailure
{
    public static bool IsFenced(Error error) => error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch or ErrorCode.FencedInstanceId;

    public static DeliveryResult Sort(Error error)
    {
        var sentence = BrokerErrors.Sentence(error);
        return IsFenced(error) ? DeliveryResult.Fenced(sentence) : error.IsFatal ? DeliveryResult.Broken(sentence) : DeliveryResult.Undone(sentence);
    }
}
