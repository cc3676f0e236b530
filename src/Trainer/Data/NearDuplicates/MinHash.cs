namespace FakeNews.Trainer.Data.NearDuplicates;

/// <summary>
/// Signatures in which sets agree as often as they have elements in common (Broder 1997): for each of 64 random orders, the least element.
/// The orders are a x + b in 64 bits, of which the upper half counts.
/// </summary>
internal sealed class MinHash
{
    public const int Size = 64;

    private readonly ulong[] _factors = new ulong[Size];
    private readonly ulong[] _offsets = new ulong[Size];

    public MinHash(int seed = 1)
    {
        var random = new Random(seed);
        for (var i = 0; i < Size; i++)
        {
            (_factors[i], _offsets[i]) = ((ulong)random.NextInt64() | 1, (ulong)random.NextInt64());
        }
    }

    /// <summary>The signature of a set.</summary>
    public uint[] Sign(ReadOnlySpan<uint> set)
    {
        var signature = new uint[Size];
        signature.AsSpan().Fill(uint.MaxValue);
        foreach (var element in set)
        {
            for (var i = 0; i < Size; i++)
            {
                signature[i] = Math.Min(signature[i], (uint)(((_factors[i] * element) + _offsets[i]) >> 32));
            }
        }

        return signature;
    }
}
