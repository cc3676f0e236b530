using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FakeNews.Grains.Classification;

/// <summary>
/// The tokens of one micro-batch, packed: it crosses silos as two blocks of bytes (little-endian 16-bit words), and is shared without a copy within one.
/// </summary>
[GenerateSerializer, Immutable]
public sealed class TokenBatch
{
    /// <summary>Logits of a row: fake, real.</summary>
    public const int Classes = 2;

    /// <summary>Takes packed rows.</summary>
    /// <param name="model">sha256 of the model whose vocabulary the ids belong to.</param>
    /// <param name="length">Tokens of a row in the run, padding included.</param>
    /// <param name="lengths">Length of every row as 16-bit words; each between 1 and <paramref name="length"/>.</param>
    /// <param name="ids">The rows' ids as 16-bit words, one row after another, without padding.</param>
    public TokenBatch(string model, int length, ReadOnlyMemory<byte> lengths, ReadOnlyMemory<byte> ids) =>
        (Model, Length, PackedLengths, PackedIds) = (model, length, lengths, ids);

    /// <summary>sha256 of the model whose vocabulary the ids belong to.</summary>
    [Id(0)]
    public string Model { get; }

    /// <summary>Tokens of a row in the run, padding included.</summary>
    [Id(1)]
    public int Length { get; }

    /// <summary>Length of every row, packed.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> PackedLengths { get; }

    /// <summary>The rows' ids, packed.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte> PackedIds { get; }

    /// <summary>Articles.</summary>
    public int Rows => PackedLengths.Length / sizeof(ushort);

    /// <summary>Tokens without padding.</summary>
    public int Tokens => PackedIds.Length / sizeof(ushort);

    /// <summary>Packs rows; a single one is taken as it is, without a copy.</summary>
    /// <param name="model">sha256 of the model.</param>
    /// <param name="length">Tokens of a row in the run.</param>
    /// <param name="rows">Packed ids of each row, at least one row.</param>
    public static TokenBatch Pack(string model, int length, ReadOnlySpan<ReadOnlyMemory<byte>> rows)
    {
        var lengths = new byte[rows.Length * sizeof(ushort)];
        var total = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(lengths.AsSpan(i * sizeof(ushort)), (ushort)(rows[i].Length / sizeof(ushort)));
            total += rows[i].Length;
        }

        if (rows.Length == 1)
        {
            return new(model, length, lengths, rows[0]);
        }

        var ids = new byte[total];
        var target = ids.AsSpan();
        foreach (var row in rows)
        {
            row.Span.CopyTo(target);
            target = target[row.Length..];
        }

        return new(model, length, lengths, ids);
    }

    /// <summary>Rows of padding alone, which every model can read: for warm-up and control runs.</summary>
    public static TokenBatch Blank(string model, int rows, int length)
    {
        var blank = new ReadOnlyMemory<byte>[rows];
        Array.Fill(blank, new byte[length * sizeof(ushort)]);
        return Pack(model, length, blank);
    }

    /// <summary>Widens the ids into a tensor of <see cref="Rows"/> × <see cref="Length"/>; the rest of each row becomes padding (id 0).</summary>
    /// <param name="ids">Receives the ids.</param>
    /// <param name="mask">Receives 1 for an id and 0 for padding; empty where the graph takes no mask, and then padding is refused.</param>
    /// <exception cref="InvalidOperationException">A row is shorter than the run, and the graph takes no mask.</exception>
    public void CopyTo(Span<long> ids, Span<long> mask)
    {
        var source = MemoryMarshal.Cast<byte, ushort>(PackedIds.Span);
        foreach (var used in MemoryMarshal.Cast<byte, ushort>(PackedLengths.Span))
        {
            for (var i = 0; i < used; i++)
            {
                ids[i] = source[i];
            }

            ids[used..Length].Clear();
            if (!mask.IsEmpty)
            {
                mask[..used].Fill(1);
                mask[used..Length].Clear();
                mask = mask[Length..];
            }
            else if (used != Length)
            {
                throw new InvalidOperationException("The graph takes no attention_mask, so its rows can't be padded; set Batching:Policy to Exact.");
            }

            ids = ids[Length..];
            source = source[used..];
        }
    }
}
