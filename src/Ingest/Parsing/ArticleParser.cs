using System.Text.Json;
using System.Text.Unicode;

namespace FakeNews.Ingest.Parsing;

/// <summary>
/// Reads an article from bytes: the one reader of the stream, of HTTP and of the <c>classify</c> verb. Plain JSON and CloudEvents 1.x (structured and binary).
/// Field names are exact; unknown fields are ignored; of a repeated field the last counts; <c>null</c> is absence; a <c>publishedAt</c> that is no ISO 8601
/// date is dropped (nothing is decided by it); lone surrogates become U+FFFD. Thread-safe; never throws on content.
/// </summary>
public static class ArticleParser
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 100_000 };

    /// <summary>Reads one article.</summary>
    /// <param name="body">The bytes as they came; an empty body is not JSON.</param>
    /// <param name="envelope">The headers that matter.</param>
    /// <param name="fallbackId">The id of an article with neither id nor URL (nor a CloudEvent's id), e.g. <see cref="ArticleIds.FromPosition"/>.</param>
    public static ParseOutcome Parse(ReadOnlySpan<byte> body, ArticleEnvelope envelope, Func<string> fallbackId)
    {
        ArgumentNullException.ThrowIfNull(fallbackId);
        var kind = ContentTypes.Classify(envelope.ContentType);
        if (kind == PayloadKind.Unsupported)
        {
            return ParseOutcome.Rejected(
                RejectionReason.UnsupportedContentType,
                "The content type is not JSON in UTF-8; send application/json or application/cloudevents+json.");
        }

        if (!Utf8.IsValid(body))
        {
            return ParseOutcome.Rejected(RejectionReason.InvalidUtf8, "The bytes are not valid UTF-8.");
        }

        if (body.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        if (Check(body) is { } broken)
        {
            return broken;
        }

        if (kind == PayloadKind.StructuredCloudEvent)
        {
            return CloudEventReader.Parse(body, fallbackId);
        }

        return CloudEventReader.Refuse(envelope.CloudEventVersion) ?? ParseObject(body, envelope.CloudEventId, fallbackId);
    }

    /// <summary>Reads an article from bytes that <see cref="Check"/> has passed.</summary>
    internal static ParseOutcome ParseObject(ReadOnlySpan<byte> body, string? eventId, Func<string> fallbackId)
    {
        var reader = new Utf8JsonReader(body, Strict);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return ParseOutcome.Rejected(RejectionReason.NotAnObject, "An article is a JSON object with a title or a text, not " + Name(reader.TokenType) + ".");
        }

        var fields = default(ArticleFields);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (fields.Take(ref reader) is { } refusal)
            {
                return refusal;
            }
        }

        return fields.Finish(eventId, fallbackId);
    }

    /// <summary>Walks the whole text once, so that what follows it may trust it: null for one JSON value of bearable depth.</summary>
    internal static ParseOutcome? Check(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, Strict);
            while (reader.Read())
            {
                if (reader.CurrentDepth > ArticleLimits.Depth)
                {
                    return ParseOutcome.Rejected(RejectionReason.TooDeep, $"The JSON is nested deeper than {ArticleLimits.Depth} levels.");
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return ParseOutcome.Rejected(RejectionReason.NotJson, "The text is not one JSON value.");
        }
    }

    internal static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        _ => "null",
    };
}
