namespace FakeNews.Ingest.DeadLetters;

/// <summary>What a list of letters shows of one.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="FailedAt">When it failed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="FirstLetter">The article's first letter; null where this is it.</param>
/// <param name="Bytes">Bytes of the original's value.</param>
public sealed record LetterEntry(LetterPlace Place, DateTimeOffset FailedAt, string Reason, int Attempts, LetterOrigin? Origin, LetterPlace? FirstLetter, long Bytes)
{
    /// <summary>What all letters of one article have in common: its first letter.</summary>
    public LetterPlace Article => FirstLetter ?? Place;

    internal static LetterEntry Of(DeadLetter letter) => new(
        letter.Place, letter.FailedAt, letter.Reason, letter.Attempts, letter.Origin, letter.FirstLetter, letter.OriginalSize ?? letter.Value?.LongLength ?? 0);
}
