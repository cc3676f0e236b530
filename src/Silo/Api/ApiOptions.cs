namespace FakeNews.Silo.Api;

/// <summary>Limits of the HTTP API.</summary>
internal sealed class ApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Largest request body in bytes; a larger one is answered 413. 1,024 to 268,435,456.</summary>
    public int MaximumBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Most articles in one request; more are answered 413. 1 to 4,096.</summary>
    public int MaximumArticles { get; set; } = 256;

    /// <summary>Most articles of all requests being judged at a time; one more request is answered 429. At least <see cref="MaximumArticles"/>.</summary>
    public int MaximumInFlight { get; set; } = 1_024;
}
