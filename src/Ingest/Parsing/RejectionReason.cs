namespace FakeNews.Ingest.Parsing;

/// <summary>
/// Why a record is not an article: the value of a dead letter's <c>reason</c> header and of a problem document's <c>reason</c>. Stable names; operators filter by them.
/// </summary>
public static class RejectionReason
{
    /// <summary>The record has no value (a tombstone).</summary>
    public const string NullValue = "null-value";

    /// <summary>The content type is not JSON.</summary>
    public const string UnsupportedContentType = "unsupported-content-type";

    /// <summary>The bytes are not UTF-8.</summary>
    public const string InvalidUtf8 = "invalid-utf8";

    /// <summary>The text is not JSON.</summary>
    public const string NotJson = "not-json";

    /// <summary>JSON nested deeper than <see cref="ArticleLimits.Depth"/>.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>JSON, but an array, a string, a number, a boolean or null.</summary>
    public const string NotAnObject = "not-an-object";

    /// <summary>A known field holds another type than a string.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>An identifying field is longer than <see cref="ArticleLimits"/> allows.</summary>
    public const string FieldTooLong = "field-too-long";

    /// <summary>Neither title nor text, or both only white space.</summary>
    public const string NoContent = "no-content";

    /// <summary>A CloudEvents envelope that can't be read.</summary>
    public const string CloudEvent = "cloud-event";

    /// <summary>Judging failed on this article after all attempts; used by dead letters alone.</summary>
    public const string JudgingFailed = "judging-failed";
}
