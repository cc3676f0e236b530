using System.Globalization;
using System.Text;

namespace FakeNews.Trainer.Baselines;

/// <summary>
/// The words of a text as scikit-learn's vectorizers find them: lower-cased, two or more letters, digits, other numbers or underscores in a row
/// (Python's <c>\b\w\w+\b</c>, whose <c>\w</c> has no combining marks).
/// </summary>
public ref struct WordScanner
{
    private readonly ReadOnlySpan<char> _text;
    private int _position;

    /// <summary>Starts before the first word.</summary>
    /// <param name="lowered">A text from <see cref="Lower"/>.</param>
    public WordScanner(ReadOnlySpan<char> lowered)
    {
        _text = lowered;
        _position = 0;
        Current = default;
    }

    /// <summary>The word reached.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Lower-cases as Python does: by Unicode's full mapping, with the final sigma.</summary>
    public static string Lower(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lowered = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny('\u0130', '\u03A3'))
        {
            return lowered;
        }

        // The invariant mapping is one to one, so places in both texts agree.
        var result = new StringBuilder(lowered);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == '\u03A3' && IsFinal(text, i))
            {
                result[i] = '\u03C2';
            }
            else if (text[i] == '\u0130')
            {
                result[i] = 'i';
                result.Insert(i + 1, '\u0307');
            }
        }

        return result.ToString();
    }

    /// <summary>Goes on to the next word.</summary>
    public bool MoveNext()
    {
        while (_position < _text.Length)
        {
            var start = _position;
            var count = 0;
            while (_position < _text.Length && IsWordAt(_position, out var length))
            {
                _position += length;
                count++;
            }

            if (count >= 2)
            {
                Current = _text[start.._position];
                return true;
            }

            if (count == 0)
            {
                _position++;
            }
        }

        return false;
    }

    private static bool IsFinal(string text, int sigma)
    {
        static bool IsCased(char c) => char.IsUpper(c) || char.IsLower(c) || char.GetUnicodeCategory(c) == UnicodeCategory.TitlecaseLetter;
        static bool IsIgnored(char c) => c is '\'' or '.' or ':' or '^' or '`' or '\u00B7' or '\u2019' or '\u2018' or '\u2024' or '\u2027'
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
        var (before, after) = (sigma - 1, sigma + 1);
        while (before >= 0 && IsIgnored(text[before]))
        {
            before--;
        }

        while (after < text.Length && IsIgnored(text[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    private readonly bool IsWordAt(int position, out int length)
    {
        var first = _text[position];
        length = 1;
        if (char.IsAscii(first))
        {
            return char.IsAsciiLetterOrDigit(first) || first == '_';
        }

        if (Rune.DecodeFromUtf16(_text[position..], out var rune, out length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber;
    }
}
