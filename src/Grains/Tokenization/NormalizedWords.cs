using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace FakeNews.Grains.Tokenization;

/// <summary>Walks over the normalised words of a text; its own enumerator.</summary>
public ref struct NormalizedWords
{
    private static readonly CharacterTable Table = CharacterTable.Shared;
    private static readonly byte[] Ascii = Table.Ascii;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _length;
    private int _codePoints;
    private Letters _letters;

    internal NormalizedWords(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The word; where it is too long, its beginning.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<char> Current => ((ReadOnlySpan<char>)_letters)[.._length];

    /// <summary>Whether the word has more than <see cref="BasicTokenizer.LongestWord"/> code points, so that WordPiece makes it [UNK].</summary>
    public readonly bool CurrentIsTooLong => _codePoints > BasicTokenizer.LongestWord;

    /// <summary>This walk itself.</summary>
    public readonly NormalizedWords GetEnumerator() => this;

    /// <summary>Reads the next word.</summary>
    /// <returns>False after the last.</returns>
    public bool MoveNext()
    {
        var text = _text;
        var ascii = Ascii;
        Span<char> letters = _letters;
        var position = _position;
        var length = 0;
        _codePoints = 0;

        while (position < text.Length)
        {
            var run = AsciiRun(text[position..], letters[length..]);
            position += run;
            length += run;
            _codePoints += run;
            if (position == text.Length)
            {
                break;
            }

            var c = text[position];
            if (c >= ascii.Length)
            {
                if (!TakeOther(letters, ref position, ref length))
                {
                    break;
                }
            }
            else if (!TakeAscii(c, ascii[c] < 0x80 ? CharacterKind.Letter : (CharacterKind)(ascii[c] & 0x7F), letters, ref position, ref length))
            {
                break;
            }
        }

        _position = position;
        _length = length;
        return length > 0;
    }

    // The hot loop: letters and digits as long as there are any and room for them.
    private static int AsciiRun(scoped ReadOnlySpan<char> text, scoped Span<char> letters)
    {
        var ascii = Ascii;
        var count = Math.Min(text.Length, letters.Length);
        byte becomes;
        var i = 0;
        for (; i < count; i++)
        {
            var c = text[i];
            if (c >= ascii.Length || (becomes = ascii[c]) >= 0x80)
            {
                break;
            }

            letters[i] = (char)becomes;
        }

        return i;
    }

    // False where the word ends.
    private bool TakeAscii(char c, CharacterKind kind, scoped Span<char> letters, ref int position, ref int length)
    {
        switch (kind)
        {
            case CharacterKind.Drop:
                position++;
                return true;
            case CharacterKind.Space:
                position++;
                return length == 0;
            case CharacterKind.Punctuation when length == 0:
                letters[length++] = c;
                _codePoints = 1;
                position++;
                return false;
            case CharacterKind.Punctuation:
                return false;
            default:
                // A letter beyond the longest word: only counted.
                _codePoints++;
                position++;
                return true;
        }
    }

    // False where the word ends; the code point is then consumed only if it is the word.
    private bool TakeOther(scoped Span<char> letters, ref int position, ref int length)
    {
        Rune.DecodeFromUtf16(_text[position..], out var rune, out var consumed);
        var kind = Table.Kind(rune.Value);
        if (kind >= CharacterKind.Space && length > 0)
        {
            return false;
        }

        position += consumed;
        if (kind is CharacterKind.Drop or CharacterKind.Space)
        {
            return true;
        }

        Span<int> expansion = stackalloc int[CharacterTable.LongestTarget];
        foreach (var codePoint in expansion[..Table.Expand(rune.Value, expansion)])
        {
            Append(codePoint, letters, ref length);
        }

        return kind == CharacterKind.Letter;
    }

    private void Append(int codePoint, scoped Span<char> letters, ref int length)
    {
        _codePoints++;
        if (codePoint <= char.MaxValue)
        {
            if (length < letters.Length)
            {
                letters[length++] = (char)codePoint;
            }
        }
        else if (length + 1 < letters.Length)
        {
            letters[length++] = (char)(0xD800 + ((codePoint - 0x10000) >> 10));
            letters[length++] = (char)(0xDC00 + ((codePoint - 0x10000) & 0x3FF));
        }
    }

    // Room for the longest word where each code point is a pair of surrogates.
    [InlineArray(2 * BasicTokenizer.LongestWord)]
    private struct Letters
    {
        private char _first;
    }
}
