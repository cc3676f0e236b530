using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FakeNews.Ingest.Parsing;

/// <summary>
/// CloudEvents 1.x (JSON format 1.0.2). Written here because the article is read in place from the envelope's bytes; the CloudNative.CloudEvents package would
/// build a document and a second copy of the text for each record.
/// </summary>
internal static class CloudEventReader
{
    /// <summary>Reads the article out of a structured event.</summary>
    public static ParseOutcome Parse(ReadOnlySpan<byte> body, Func<string> fallbackId)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ArticleLimits.Depth + 1 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Rejected("A structured CloudEvent is a JSON object.");
        }

        string? version = null;
        string? id = null;
        var data = default(ReadOnlySpan<byte>);
        string? base64 = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.IsNamed(ref reader, "data"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                data = body[start..(int)reader.BytesConsumed];
            }
            else
            {
                var target = JsonText.IsNamed(ref reader, "specversion"u8) ? 1 : JsonText.IsNamed(ref reader, "id"u8) ? 2 : JsonText.IsNamed(ref reader, "data_base64"u8) ? 3 : 0;
                reader.Read();
                var text = target > 0 && reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : null;
                reader.Skip();
                (version, id, base64) = target switch
                {
                    1 => (text ?? string.Empty, id, base64),
                    2 => (version, text, base64),
                    3 => (version, id, text),
                    _ => (version, id, base64),
                };
            }
        }

        if (Refuse(version ?? string.Empty) is { } refusal)
        {
            return refusal;
        }

        if (base64 is not null)
        {
            return Decode(base64, id, fallbackId);
        }

        return data.IsEmpty ? Rejected("The CloudEvent has no data.") : ArticleParser.ParseObject(data, id, fallbackId);
    }

    /// <summary>Refuses a version of CloudEvents other than 1.x; no version at all (null) is no CloudEvent and fine.</summary>
    public static ParseOutcome? Refuse(string? version) => version is null || version.StartsWith("1.", StringComparison.Ordinal)
        ? null
        : Rejected("The CloudEvent's specversion is not 1.x.");

    private static ParseOutcome Decode(string base64, string? id, Func<string> fallbackId)
    {
        var encoded = Encoding.ASCII.GetBytes(base64);
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        if (Base64.DecodeFromUtf8(encoded, decoded, out _, out var length) != System.Buffers.OperationStatus.Done)
        {
            return Rejected("The CloudEvent's data_base64 is not base64.");
        }

        var body = decoded.AsSpan(0, length);
        return Utf8.IsValid(body)
            ? ArticleParser.Check(body) ?? ArticleParser.ParseObject(body, id, fallbackId)
            : ParseOutcome.Rejected(RejectionReason.InvalidUtf8, "The CloudEvent's data is not valid UTF-8.");
    }

    private static ParseOutcome Rejected(string message) => ParseOutcome.Rejected(RejectionReason.CloudEvent, message);
}
