namespace FakeNews.Ingest.DeadLetters;

/// <summary>Where the record of a letter came from.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
public sealed record LetterOrigin(string Topic, int Partition, long Offset);
