using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace FakeNews.Trainer.Export;

/// <summary>Writes a message in protobuf's wire format (protobuf.dev/programming-guides/encoding), field by field.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A varint field.</summary>
    public ProtobufWriter Integer(int field, long value)
    {
        Variable((ulong)(field << 3));
        Variable((ulong)value);
        return this;
    }

    /// <summary>A float field.</summary>
    public ProtobufWriter Single(int field, float value)
    {
        Variable((ulong)((field << 3) | 5));
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(four, value);
        _bytes.Write(four);
        return this;
    }

    /// <summary>A string field, UTF-8.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field that is a message itself.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    /// <summary>A bytes field.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Variable((ulong)((field << 3) | 2));
        Variable((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Adds all fields of another message to this one.</summary>
    public ProtobufWriter Append(ProtobufWriter other)
    {
        _bytes.Write(other.Written);
        return this;
    }

    private void Variable(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
    }
}
