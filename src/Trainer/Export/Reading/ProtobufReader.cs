using System.Buffers.Binary;

namespace FakeNews.Trainer.Export.Reading;

/// <summary>Reads a message in protobuf's wire format (protobuf.dev/programming-guides/encoding), field by field.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>The value of a varint or fixed field; 0 for others.</summary>
    public long Integer { get; private set; }

    /// <summary>The bytes of a length-delimited field; empty for others.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = Variable();
        Field = (int)(tag >> 3);
        Integer = 0;
        Bytes = default;
        switch (tag & 7)
        {
            case 0:
                Integer = (long)Variable();
                break;
            case 1:
                Integer = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
                break;
            case 2:
                var length = Variable();
                Bytes = Take(length <= int.MaxValue ? (int)length : int.MaxValue);
                break;
            case 5:
                Integer = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
                break;
            default:
                throw new InvalidDataException("The graph is no ONNX file: a field has an unknown wire type.");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException("The graph is no whole ONNX file: it ends within a field.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong Variable()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("The graph is no ONNX file: a number is too long.");
    }
}
