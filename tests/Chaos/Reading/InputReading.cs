using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Reading;

/// <summary>Makes an <see cref="InputRecord"/> of a record on the articles topic.</summary>
public static class InputReading
{
    /// <summary>Reads one record. Only records of the harness have an id and a kind: of others nothing is taken for granted.</summary>
    public static InputRecord Read(ConsumeResult<byte[]?, byte[]?> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var headers = record.Message.Headers;
        var kind = ChaosHeaders.Last(headers, ChaosHeaders.Kind) switch
        {
            "article" => InputKind.Article,
            "poison" => InputKind.Poison,
            _ => InputKind.Any,
        };
        return new InputRecord(
            record.Offset.Value,
            record.Message.Key is { } key ? Encoding.UTF8.GetString(key) : string.Empty,
            kind == InputKind.Any ? null : Id(record.Message.Value),
            kind,
            (int)ChaosHeaders.Number(headers, ChaosHeaders.Text),
            record.Message.Timestamp.UtcDateTime);
    }

    /// <summary>The <c>id</c> of a JSON object, or null.</summary>
    internal static string? Id(byte[]? json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (json is not null && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (JsonException)
        {
            // No JSON, no id.
        }

        return null;
    }
}
