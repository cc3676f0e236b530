namespace FakeNews.Silo.Commands;

/// <summary>The command line or a setting can't be understood; the message is the one sentence that the user sees.</summary>
internal sealed class UsageException(string message) : Exception(message);
