using System.Text;
using Confluent.Kafka;

namespace FakeNews.Chaos.Fuzzing;

/// <summary>Headers as anybody may set them: of the contract, of others, or of none.</summary>
internal static class OddHeaders
{
    private static readonly string[] Names =
    [
        "content-type", "Content-Type", "ce_specversion", "ce_id", "ce_type", "ce_source", "contract-version", "traceparent", "tracestate", "attempts", "original-topic", "original-partition",
        "original-offset", "reason", "exception-type", "failed-at", "replayed-from", " ", "\u00e9", "x",
    ];

    private static readonly string?[] Values =
    [
        "application/json", "application/cloudevents+json", "application/json; charset=utf-16", "text/plain", "application/avro", "1.0", "0.3", "event-1", "-1", "999999999999999999999", "0", "1",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-zz-zz-zz", "news.articles", "\n\r\u001b[2J", "", null, ";;;=", "application/json;charset=\"UTF-8\"",
    ];

    public static Headers Next(Random random)
    {
        var headers = new Headers();
        for (var count = random.Next(3) == 0 ? random.Next(1, 6) : 0; count > 0; count--)
        {
            var value = Values[random.Next(Values.Length)];
            headers.Add(Names[random.Next(Names.Length)], random.Next(20) == 0 ? Noise(random) : value is null ? null : Encoding.UTF8.GetBytes(value));
        }

        return headers;
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(100) == 0 ? random.Next(60_000) : random.Next(100)];
        random.NextBytes(noise);
        return noise;
    }
}
