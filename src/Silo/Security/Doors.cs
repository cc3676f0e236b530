namespace FakeNews.Silo.Security;

/// <summary>
/// The authorization policies. A door that has neither a policy nor says that it is open to anybody is shut to all but owners, so that a door that was forgotten is not an open one.
/// </summary>
internal static class Doors
{
    /// <summary>Looks; changes nothing. Open to anybody while <see cref="SecurityOptions.OpenReads"/>, else to every key.</summary>
    public const string Read = "read";

    /// <summary>Has articles judged; changes nothing. Open to anybody while <see cref="SecurityOptions.OpenReads"/>, else to producers.</summary>
    public const string Classify = "classify";

    /// <summary>Labels articles: reviewers.</summary>
    public const string Label = "label";

    /// <summary>Tries, stops and rolls back models, and tidies the store: operators.</summary>
    public const string Operate = "operate";

    /// <summary>Takes a whole package away: operators, and the trainer, which trains on from it.</summary>
    public const string Fetch = "fetch";

    /// <summary>Makes a package the candidate, which judges nothing yet: operators, and the trainer.</summary>
    public const string Propose = "propose";

    /// <summary>Brings packages into the store: owners, and the trainer.</summary>
    public const string BringIn = "bring-in";

    /// <summary>Makes models active: owners.</summary>
    public const string Own = "own";

    /// <summary>Each policy with its roles, and whether <see cref="SecurityOptions.OpenReads"/> opens it.</summary>
    public static IReadOnlyList<(string Name, string[] Roles, bool ChangesNothing)> All { get; } =
    [
        (Read, [.. Role.All], true),
        (Classify, [Role.Producer, Role.Owner], true),
        (Label, [Role.Reviewer, Role.Owner], false),
        (Operate, [Role.Operator, Role.Owner], false),
        (Fetch, [Role.Operator, Role.Trainer, Role.Owner], false),
        (Propose, [Role.Operator, Role.Trainer, Role.Owner], false),
        (BringIn, [Role.Trainer, Role.Owner], false),
        (Own, [Role.Owner], false),
    ];
}
