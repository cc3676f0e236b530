namespace FakeNews.Ingest.Parsing;

/// <summary>Why bytes are not an article.</summary>
/// <param name="Reason">One of <see cref="RejectionReason"/>.</param>
/// <param name="Message">One sentence for people; holds nothing of the untrusted content.</param>
public sealed record Rejection(string Reason, string Message);
