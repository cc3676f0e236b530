namespace FakeNews.Ingest.Parsing;

/// <summary>What came with an article's bytes: the headers that say how to read them.</summary>
/// <param name="ContentType">The <c>content-type</c> header; null or empty means JSON.</param>
/// <param name="CloudEventVersion">The <c>ce_specversion</c> (Kafka) or <c>ce-specversion</c> (HTTP) header; null where there is none.</param>
/// <param name="CloudEventId">The <c>ce_id</c> or <c>ce-id</c> header.</param>
public readonly record struct ArticleEnvelope(string? ContentType = null, string? CloudEventVersion = null, string? CloudEventId = null)
{
    /// <summary>Reads the envelope from headers by name, in any letter case; header names of Kafka and of HTTP are both understood.</summary>
    /// <param name="headers">Names and values; of repeated headers the last counts.</param>
    public static ArticleEnvelope From(IEnumerable<KeyValuePair<string, string?>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var envelope = default(ArticleEnvelope);
        foreach (var (name, value) in headers)
        {
            envelope = envelope.With(name, value);
        }

        return envelope;
    }

    /// <summary>This envelope with one more header taken into account.</summary>
    internal ArticleEnvelope With(string name, string? value) => name.Length switch
    {
        12 when Is(name, "content-type") => this with { ContentType = value },
        14 when Is(name, "ce_specversion") || Is(name, "ce-specversion") => this with { CloudEventVersion = value },
        5 when Is(name, "ce_id") || Is(name, "ce-id") => this with { CloudEventId = value },
        _ => this,
    };

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
