using System.Globalization;

namespace FakeNews.Grains.Tests.Tokenization;

/// <summary>A line of the golden code point table: a run that stays itself, or one code point and what it becomes.</summary>
internal sealed record CodePointRow(int First, int Last, string Kind, string Becomes)
{
    public int[] Targets => Becomes.Length == 0 ? [] : Array.ConvertAll(Becomes.Split(' '), Hexadecimal);

    public int? Distance => Targets is [var only] ? only - First : null;

    public static IEnumerable<CodePointRow> All() => GoldenFiles.Rows("golden/tokenizer/codepoints.csv.gz")
        .Select(fields => new CodePointRow(Hexadecimal(fields[0]), Hexadecimal(fields[1]), fields[2], fields[3]));

    private static int Hexadecimal(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
