namespace FakeNews.Ingest.DeadLetters;

/// <summary>A header in an export.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; null where it has none.</param>
public sealed record LetterHeader(string Name, LetterBytes? Value);
