using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FakeNews.Trainer.Checkpoints;

/// <summary>One tensor of a checkpoint: immutable, contiguous, row-major, little-endian.</summary>
public sealed class NamedTensor
{
    /// <summary>A tensor over bytes that the caller does not change any more.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="type">The type of the elements.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="data">As many bytes as shape and type need.</param>
    /// <exception cref="CheckpointException">The number of bytes doesn't fit the shape.</exception>
    public NamedTensor(string name, TensorType type, TensorShape shape, ReadOnlyMemory<byte> data)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Entry = new TensorEntry(name, type, shape);
        Data = data;
        if (data.Length != (Int128)shape.ElementCount * type.Size())
        {
            throw new CheckpointException($"{name} has {data.Length} bytes, but {type.Code()} {shape} needs {(Int128)shape.ElementCount * type.Size()}.");
        }
    }

    /// <summary>Name, type and shape.</summary>
    public TensorEntry Entry { get; }

    /// <summary>The parameter's name.</summary>
    public string Name => Entry.Name;

    /// <summary>The type of the elements.</summary>
    public TensorType Type => Entry.Type;

    /// <summary>The extents.</summary>
    public TensorShape Shape => Entry.Shape;

    /// <summary>The elements as stored.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>A float32 tensor from its values.</summary>
    public static NamedTensor FromSingles(string name, TensorShape shape, ReadOnlySpan<float> values)
    {
        var data = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * sizeof(float)), values[i]);
        }

        return new NamedTensor(name, TensorType.F32, shape, data);
    }

    /// <summary>An int64 tensor from its values.</summary>
    public static NamedTensor FromInt64s(string name, TensorShape shape, ReadOnlySpan<long> values)
    {
        var data = new byte[values.Length * sizeof(long)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(i * sizeof(long)), values[i]);
        }

        return new NamedTensor(name, TensorType.I64, shape, data);
    }

    /// <summary>Every element as float32, whatever the stored type (booleans are 0 and 1).</summary>
    public float[] ToSingles()
    {
        var values = new float[(int)Shape.ElementCount];
        if (Type == TensorType.F32 && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, float>(Data.Span).CopyTo(values);
            return values;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Element(i);
        }

        return values;
    }

    /// <summary>Every element as float64, whatever the stored type.</summary>
    public double[] ToDoubles()
    {
        var values = new double[(int)Shape.ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Element(i);
        }

        return values;
    }

    /// <summary>Every element as int64; only for integers and booleans.</summary>
    /// <exception cref="CheckpointException">The elements are floating-point.</exception>
    public long[] ToInt64s()
    {
        var values = new long[(int)Shape.ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Integer(i);
        }

        return values;
    }

    private double Element(int index)
    {
        var span = Data.Span[(index * Type.Size())..];
        return Type switch
        {
            TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(span),
            TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(span),
            TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(span),
            TensorType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(span) << 16),
            TensorType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(span),
            _ => Integer(index),
        };
    }

    private long Integer(int index)
    {
        var span = Data.Span[(index * Type.Size())..];
        return Type switch
        {
            TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian(span),
            TensorType.U64 => checked((long)BinaryPrimitives.ReadUInt64LittleEndian(span)),
            TensorType.I32 => BinaryPrimitives.ReadInt32LittleEndian(span),
            TensorType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(span),
            TensorType.I16 => BinaryPrimitives.ReadInt16LittleEndian(span),
            TensorType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(span),
            TensorType.I8 => (sbyte)span[0],
            TensorType.U8 => span[0],
            TensorType.Bool => span[0] == 0 ? 0 : 1,
            _ => throw new CheckpointException($"{Name} holds {Type.Code()}, not whole numbers."),
        };
    }
}
