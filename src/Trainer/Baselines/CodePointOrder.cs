namespace FakeNews.Trainer.Baselines;

/// <summary>Texts in the order of their code points, which is Python's; .NET's ordinal order puts surrogates before U+E000 to U+FFFF.</summary>
public sealed class CodePointOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static CodePointOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        var common = one.CommonPrefixLength(other);
        if (common == one.Length || common == other.Length)
        {
            return one.Length.CompareTo(other.Length);
        }

        var (a, b) = (one[common], other[common]);
        return (a >= '\uD800' && b >= '\uD800') ? Rank(a).CompareTo(Rank(b)) : a.CompareTo(b);
    }

    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
