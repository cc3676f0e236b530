namespace FakeNews.Ingest.DeadLetters;

/// <summary>
/// The headers that a dead letter has after the original's own, all UTF-8 text. Where the original brought a header of the same name (a letter that was
/// replayed), the last one is the newest.
/// </summary>
public static class DeadLetterHeaders
{
    /// <summary>Stable reason code, one of <c>RejectionReason</c>.</summary>
    public const string Reason = "reason";

    /// <summary>Type of the exception; <see cref="RejectedType"/> for bytes that are no article.</summary>
    public const string ExceptionType = "exception-type";

    /// <summary>One sentence.</summary>
    public const string ExceptionMessage = "exception-message";

    /// <summary>The topic it came from.</summary>
    public const string OriginalTopic = "original-topic";

    /// <summary>The partition it came from, decimal.</summary>
    public const string OriginalPartition = "original-partition";

    /// <summary>Its offset there, decimal.</summary>
    public const string OriginalOffset = "original-offset";

    /// <summary>How often it was tried, decimal; attempts before a replay included.</summary>
    public const string Attempts = "attempts";

    /// <summary>When, ISO 8601 in UTC.</summary>
    public const string FailedAt = "failed-at";

    /// <summary>Only on a letter whose value was cut to fit the broker's limit: the value's size before, decimal.</summary>
    public const string OriginalSize = "original-size";

    /// <summary>
    /// Only on what was replayed, in the articles' topic and on the letter that it becomes when it fails again: the first letter of the article, as
    /// <c>partition:offset</c> in the dead letters' topic.
    /// </summary>
    public const string FirstLetter = "first-letter";

    /// <summary>Only on what was replayed: the letter that was sent back, as <c>partition:offset</c> in the dead letters' topic.</summary>
    public const string ReplayedFrom = "replayed-from";

    /// <summary>Only on what was replayed: the id of the article where its text brings none, so that it keeps the id it had at its first place.</summary>
    public const string OriginalId = "original-id";

    /// <summary>The <see cref="ExceptionType"/> of bytes that are no article.</summary>
    public const string RejectedType = "ArticleRejected";
}
