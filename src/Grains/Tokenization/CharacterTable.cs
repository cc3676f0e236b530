using System.Globalization;

namespace FakeNews.Grains.Tokenization;

/// <summary>
/// What becomes of each code point under BERT's uncased normalisation: its kind, and the code points it turns into (decomposed, marks removed, lower-cased).
/// Read from the embedded <c>characters.txt</c> and not from the runtime's Unicode data, because the reference mixes several Unicode versions
/// and a text must not change its ids when the runtime is updated.
/// </summary>
internal sealed class CharacterTable
{
    private const int PageSize = 256;
    private const int KindShift = 24;
    private const uint Mapped = 1u << 28;
    private const int FirstHangul = 0xAC00;
    private const int LastHangul = 0xD7A3;
    private const int TrailingJamo = 28;
    private const int VowelJamo = 21;

    private readonly ushort[] _pageOf = new ushort[(0x10FFFF / PageSize) + 1];
    private readonly List<uint[]> _pages = [new uint[PageSize]];
    private readonly List<int[]> _targets = [];

    private CharacterTable(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                Read(line);
            }
        }

        Fill(0xD800, 0xDFFF, (uint)CharacterKind.Drop << KindShift);
        for (var c = 0; c < Ascii.Length; c++)
        {
            Ascii[c] = Kind(c) == CharacterKind.Letter ? (byte)Target(c) : (byte)(0x80 | (byte)Kind(c));
        }
    }

    /// <summary>The table every tokenizer uses.</summary>
    public static CharacterTable Shared { get; } = Load();

    /// <summary>For each ASCII character the lower-case letter or digit it becomes, or 0x80 with its kind.</summary>
    public byte[] Ascii { get; } = new byte[128];

    /// <summary>The kind of a code point; a surrogate vanishes.</summary>
    public CharacterKind Kind(int codePoint) => (CharacterKind)((Entry(codePoint) >> KindShift) & 0xF);

    /// <summary>Writes what a code point becomes, at most <see cref="LongestTarget"/> code points, and says how many.</summary>
    public int Expand(int codePoint, Span<int> target)
    {
        if (codePoint is >= FirstHangul and <= LastHangul)
        {
            return Decompose(codePoint - FirstHangul, target);
        }

        var entry = Entry(codePoint);
        if ((entry & Mapped) == 0)
        {
            target[0] = codePoint;
            return 1;
        }

        var mapped = _targets[(int)(entry & 0xFFFF)];
        mapped.CopyTo(target);
        return mapped.Length;
    }

    /// <summary>The most code points one code point turns into.</summary>
    public const int LongestTarget = 4;

    private static CharacterTable Load()
    {
        using var stream = typeof(CharacterTable).Assembly.GetManifestResourceStream("FakeNews.Grains.Tokenization.characters.txt")
            ?? throw new InvalidOperationException("The assembly lacks its character table.");
        using var reader = new StreamReader(stream);
        return new CharacterTable(reader);
    }

    // A Hangul syllable is its jamo, by the arithmetic of the Unicode Standard, section 3.12.
    private static int Decompose(int syllable, Span<int> target)
    {
        target[0] = 0x1100 + (syllable / (VowelJamo * TrailingJamo));
        target[1] = 0x1161 + (syllable / TrailingJamo % VowelJamo);
        if (syllable % TrailingJamo == 0)
        {
            return 2;
        }

        target[2] = 0x11A7 + (syllable % TrailingJamo);
        return 3;
    }

    private int Target(int codePoint)
    {
        Span<int> target = stackalloc int[LongestTarget];
        Expand(codePoint, target);
        return target[0];
    }

    private uint Entry(int codePoint) => _pages[_pageOf[codePoint / PageSize]][codePoint % PageSize];

    // `drop 0300-036F`, `letter 0041-005A +32` (each becomes itself plus 32) or `letter 00C0 61 61 65+6F` (this and the next ones become these).
    private void Read(string line)
    {
        var fields = line.Split(' ');
        var kind = (uint)Enum.Parse<CharacterKind>(fields[0], ignoreCase: true) << KindShift;
        var range = fields[1].Split('-');
        var first = Hexadecimal(range[0]);
        if (fields.Length == 2)
        {
            Fill(first, Hexadecimal(range[^1]), kind);
        }
        else if (range.Length == 2)
        {
            var distance = int.Parse(fields[2], CultureInfo.InvariantCulture);
            for (var c = first; c <= Hexadecimal(range[1]); c++)
            {
                Map(c, kind, [c + distance]);
            }
        }
        else
        {
            foreach (var target in fields.AsSpan(2))
            {
                Map(first++, kind, Array.ConvertAll(target.Split('+'), Hexadecimal));
            }
        }
    }

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private void Map(int codePoint, uint kind, int[] target)
    {
        Fill(codePoint, codePoint, kind | Mapped | (uint)_targets.Count);
        _targets.Add(target);
    }

    private void Fill(int first, int last, uint entry)
    {
        for (var c = first; c <= last; c++)
        {
            var page = _pageOf[c / PageSize];
            if (page == 0)
            {
                page = _pageOf[c / PageSize] = (ushort)_pages.Count;
                _pages.Add(new uint[PageSize]);
            }

            _pages[page][c % PageSize] = entry;
        }
    }
}
