namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>Sets of records as bits.</summary>
internal static class Bits
{
    /// <summary>The records 0 … count - 1.</summary>
    public static byte Below(int count) => (byte)((1 << count) - 1);

    /// <summary>True where the set has the record.</summary>
    public static bool Has(byte set, int record) => (set & (1 << record)) != 0;

    /// <summary>The set with the record.</summary>
    public static byte With(byte set, int record) => (byte)(set | (1 << record));
}
