namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>Who plays.</summary>
internal static class Cast
{
    /// <summary>Labels articles.</summary>
    public static ApiKey Anna { get; } = new("anna", "reviewer");

    /// <summary>Keeps the silo running: tries candidates, rolls back.</summary>
    public static ApiKey Olga { get; } = new("olga", "operator");

    /// <summary>Answers for the model.</summary>
    public static ApiKey Ada { get; } = new("ada", "owner");

    /// <summary>The trainer service, which brings candidates in and makes nothing judge.</summary>
    public static ApiKey Trainer { get; } = new("trainer", "trainer");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiKey> All { get; } = [Anna, Olga, Ada, Trainer];
}
