using System.Collections.Immutable;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>A letter as a line of an export: nothing of the original is lost, and what is text can be read.</summary>
/// <param name="Place">Where it lies, as <c>partition:offset</c>.</param>
/// <param name="FailedAt">When it failed.</param>
/// <param name="Reason">Why, as a stable code.</param>
/// <param name="ExceptionType">Type of the exception.</param>
/// <param name="ExceptionMessage">One sentence.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="FirstLetter">The article's first letter, as <c>partition:offset</c>; null where this is it.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="ArticleId">The id that its article has where its text brings none.</param>
/// <param name="Key">The original's key.</param>
/// <param name="Value">The original's value; null for a record that had none.</param>
/// <param name="OriginalSize">The value's size before it was cut, in bytes; null where it is whole.</param>
/// <param name="Headers">The original's own headers in their order.</param>
public sealed record LetterLine(
    string Place,
    DateTimeOffset FailedAt,
    string Reason,
    string? ExceptionType,
    string? ExceptionMessage,
    int Attempts,
    string? FirstLetter,
    LetterOrigin? Origin,
    string? ArticleId,
    LetterBytes? Key,
    LetterBytes? Value,
    long? OriginalSize,
    ImmutableArray<LetterHeader> Headers)
{
    /// <summary>Writes a letter as a line.</summary>
    public static LetterLine Of(DeadLetter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return new(
            letter.Place.ToString(),
            letter.FailedAt,
            letter.Reason,
            letter.ExceptionType,
            letter.ExceptionMessage,
            letter.Attempts,
            letter.FirstLetter?.ToString(),
            letter.Origin,
            letter.ArticleId,
            LetterBytes.Of(letter.Key),
            LetterBytes.Of(letter.Value),
            letter.OriginalSize,
            [.. letter.OriginalHeaders.Select(static header => new LetterHeader(header.Key, LetterBytes.Of(header.GetValueBytes())))]);
    }
}
