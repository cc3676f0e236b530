namespace FakeNews.Silo.Security;

/// <summary>Who may do what. An owner may do everything.</summary>
internal static class Role
{
    /// <summary>Sends articles.</summary>
    public const string Producer = "producer";

    /// <summary>Labels articles.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Keeps it running: tries candidates, stops them, rolls back.</summary>
    public const string Operator = "operator";

    /// <summary>Answers for the model: brings packages in and makes them active.</summary>
    public const string Owner = "owner";

    /// <summary>The trainer service: fetches packages, brings new ones in and proposes them; never makes one judge.</summary>
    public const string Trainer = "trainer";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Producer, Reviewer, Operator, Owner, Trainer];
}
