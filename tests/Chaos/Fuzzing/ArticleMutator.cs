using System.Text;
using Confluent.Kafka;

namespace FakeNews.Chaos.Fuzzing;

/// <summary>
/// Makes records as a careless or hostile producer might: mostly something like an article, bent in its JSON, encoding, headers, key or size. Every record comes
/// from the seed alone.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="limit">Largest value in bytes, near the broker's limit.</param>
public sealed class ArticleMutator(Random random, int limit)
{
    /// <summary>The next record.</summary>
    public Message<byte[]?, byte[]?> Next()
    {
        var body = random.Next(100) switch
        {
            < 25 => Text(JsonPieces.Article(random)),
            < 35 => Bytes(Text(JsonPieces.Article(random))),
            < 50 => Text(JsonPieces.Bent(random)),
            < 60 => Encodings.Odd(random, JsonPieces.Article(random)),
            < 68 => Text(JsonPieces.NoObject(random)),
            < 76 => Text(JsonPieces.Nested(random)),
            < 84 => Text(JsonPieces.CloudEvent(random)),
            < 88 => Noise(),
            < 90 => null,
            < 98 => Text(JsonPieces.StrangeText(random)),
            _ => random.Next(20) == 0 ? Text(JsonPieces.Large(random, limit)) : Text(JsonPieces.Large(random, 20_000)),
        };
        return new Message<byte[]?, byte[]?> { Key = Key(), Value = body is { } some && some.Length > limit ? some[..limit] : body, Headers = OddHeaders.Next(random) };
    }

    private static byte[] Text(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>Some bytes changed, cut off, doubled or left out.</summary>
    private byte[] Bytes(byte[] body)
    {
        switch (random.Next(4))
        {
            case 0:
                return body[..random.Next(body.Length)];
            case 1:
                for (var changes = random.Next(1, 9); changes > 0; changes--)
                {
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                }

                return body;
            case 2:
                return [.. body, .. body[random.Next(body.Length)..]];
            default:
                var gap = random.Next(body.Length);
                return [.. body[..gap], .. body[Math.Min(body.Length, gap + random.Next(1, 20))..]];
        }
    }

    private byte[] Noise()
    {
        var noise = new byte[random.Next(400)];
        random.NextBytes(noise);
        return noise;
    }

    private byte[]? Key()
    {
        switch (random.Next(10))
        {
            case 0:
                return null;
            case 1:
                return [];
            case 2:
                var key = new byte[random.Next(1, 64)];
                random.NextBytes(key);
                return key;
            case 3 when random.Next(50) == 0:
                return new byte[random.Next(10_000)];
            default:
                return Text(FormattableString.Invariant($"key-{random.Next(100)}"));
        }
    }
}
