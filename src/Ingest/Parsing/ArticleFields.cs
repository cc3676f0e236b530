using System.Globalization;
using System.Text.Json;
using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Parsing;

/// <summary>The fields of one article as they are met in its JSON object.</summary>
internal struct ArticleFields
{
    private string? _id;
    private string? _url;
    private string? _title;
    private string? _text;
    private string? _source;
    private string? _publishedAt;
    private string? _language;

    /// <summary>Takes the property on whose name the reader stands, value included; a refusal where its value has the wrong type.</summary>
    public ParseOutcome? Take(ref Utf8JsonReader reader)
    {
        if (JsonText.IsNamed(ref reader, "title"u8))
        {
            return Text(ref reader, "title", ref _title);
        }

        if (JsonText.IsNamed(ref reader, "text"u8))
        {
            return Text(ref reader, "text", ref _text);
        }

        if (JsonText.IsNamed(ref reader, "id"u8))
        {
            return Text(ref reader, "id", ref _id);
        }

        if (JsonText.IsNamed(ref reader, "url"u8))
        {
            return Text(ref reader, "url", ref _url);
        }

        if (JsonText.IsNamed(ref reader, "source"u8))
        {
            return Text(ref reader, "source", ref _source);
        }

        if (JsonText.IsNamed(ref reader, "publishedAt"u8))
        {
            return Text(ref reader, "publishedAt", ref _publishedAt);
        }

        if (JsonText.IsNamed(ref reader, "language"u8))
        {
            return Text(ref reader, "language", ref _language);
        }

        reader.Read();
        reader.Skip();
        return null;
    }

    /// <summary>The article, or what it lacks.</summary>
    public readonly ParseOutcome Finish(string? eventId, Func<string> fallbackId)
    {
        if (string.IsNullOrWhiteSpace(_title) && string.IsNullOrWhiteSpace(_text))
        {
            return ParseOutcome.Rejected(RejectionReason.NoContent, "The article has neither a title nor a text.");
        }

        var refusal = TooLong("id", _id, ArticleLimits.Id) ?? TooLong("url", _url, ArticleLimits.Url)
            ?? TooLong("source", _source, ArticleLimits.Source) ?? TooLong("language", _language, ArticleLimits.Language)
            ?? TooLong("CloudEvent id", eventId, ArticleLimits.Id);
        if (refusal is { } tooLong)
        {
            return tooLong;
        }

        var id = Content(_id) ?? Content(_url) ?? Content(eventId) ?? fallbackId();
        return ParseOutcome.Of(new Article(id, Content(_url), _title, _text, Content(_source), Date(_publishedAt), Content(_language)));
    }

    private static ParseOutcome? Text(ref Utf8JsonReader reader, string name, ref string? field)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                field = JsonText.Read(ref reader);
                return null;
            case JsonTokenType.Null:
                field = null;
                return null;
            default:
                return ParseOutcome.Rejected(RejectionReason.WrongType, $"The field {name} must be a string, not {ArticleParser.Name(reader.TokenType)}.");
        }
    }

    private static ParseOutcome? TooLong(string name, string? value, int limit) => value is not null && value.Length > limit
        ? ParseOutcome.Rejected(RejectionReason.FieldTooLong, $"The {name} is longer than {limit} characters.")
        : null;

    private static string? Content(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static DateTimeOffset? Date(string? value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
