namespace FakeNews.Ingest.Parsing;

/// <summary>
/// Bounds of an article's fields, in UTF-16 units. Fields that identify are never shortened (two ids could become one): longer ones are refused.
/// Title and text have no bound of their own; the broker's and the HTTP server's message limits bound them.
/// </summary>
public static class ArticleLimits
{
    /// <summary>Longest <c>id</c>.</summary>
    public const int Id = 512;

    /// <summary>Longest <c>url</c>.</summary>
    public const int Url = 2048;

    /// <summary>Longest <c>source</c>.</summary>
    public const int Source = 256;

    /// <summary>Longest <c>language</c> (RFC 5646 recommends room for 35).</summary>
    public const int Language = 35;

    /// <summary>Deepest nesting of JSON, unknown fields included.</summary>
    public const int Depth = 64;
}
