using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>
/// Reads a pickle of protocol 2 to 4 as far as tensors need it. It has no classes and calls nothing: what a pickle asks for passes
/// <see cref="TorchGlobals"/> or the file is refused. Source: the opcodes' descriptions in Python's <c>pickletools</c>.
/// </summary>
/// <param name="stream">Positioned at the pickle; left behind its end.</param>
/// <param name="budget">Most bytes that the pickle may take.</param>
internal sealed class PickleReader(Stream stream, long budget)
{
    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private long _budget = budget;

    /// <summary>Told of every storage that the pickle names.</summary>
    public Action<StorageReference>? OnStorage { get; init; }

    /// <summary>The pickled object: null, bool, long, BigInteger, double, string, List, array (a tuple), dictionary, storage or tensor.</summary>
    /// <exception cref="CheckpointException">The pickle is damaged or asks for anything else.</exception>
    public object? Read()
    {
        try
        {
            while (true)
            {
                var opcode = Byte();
                if (opcode == '.')
                {
                    return Pop();
                }

                Step(opcode);
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidCastException or ArgumentException or NullReferenceException or OverflowException or IndexOutOfRangeException)
        {
            throw new CheckpointException("its pickle is damaged", exception);
        }
    }

    private void Step(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: // PROTO
                Byte();
                break;
            case 0x95: // FRAME
                Bytes(8);
                break;
            case (byte)'(':
                _stack.Add(Mark);
                break;
            case (byte)'0': // POP
                Pop();
                break;
            case (byte)'1': // POP_MARK
                PopMarked();
                break;
            case (byte)'N':
                _stack.Add(null);
                break;
            case 0x88:
                _stack.Add(true);
                break;
            case 0x89:
                _stack.Add(false);
                break;
            case (byte)'J': // BININT
                _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)));
                break;
            case (byte)'K': // BININT1
                _stack.Add((long)Byte());
                break;
            case (byte)'M': // BININT2
                _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
                break;
            case 0x8A: // LONG1
                var integer = new BigInteger(Bytes(Byte()));
                _stack.Add(integer >= long.MinValue && integer <= long.MaxValue ? (long)integer : integer);
                break;
            case (byte)'G': // BINFLOAT
                _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)));
                break;
            case (byte)'X': // BINUNICODE
                _stack.Add(Encoding.UTF8.GetString(Bytes(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)))));
                break;
            case 0x8C: // SHORT_BINUNICODE
                _stack.Add(Encoding.UTF8.GetString(Bytes(Byte())));
                break;
            case (byte)'U': // SHORT_BINSTRING, of Python 2
                _stack.Add(Encoding.Latin1.GetString(Bytes(Byte())));
                break;
            case (byte)'c': // GLOBAL
                _stack.Add(TorchGlobals.Allow(Line(), Line()));
                break;
            case 0x93: // STACK_GLOBAL
                var name = (string)Pop()!;
                _stack.Add(TorchGlobals.Allow((string)Pop()!, name));
                break;
            case (byte)'R': // REDUCE
                var arguments = (object?[])Pop()!;
                _stack.Add(TorchGlobals.Call(Pop(), arguments));
                break;
            case (byte)'Q': // BINPERSID
                var storage = TorchGlobals.Storage(Pop());
                OnStorage?.Invoke(storage);
                _stack.Add(storage);
                break;
            case (byte)'b': // BUILD: an OrderedDict's attributes, of no use here
                Pop();
                _ = (PickleDictionary)Peek()!;
                break;
            case (byte)')':
                _stack.Add(Array.Empty<object?>());
                break;
            case 0x85 or 0x86 or 0x87: // TUPLE1 to 3
                Tuple(opcode - 0x84);
                break;
            case (byte)'t':
                _stack.Add(PopMarked());
                break;
            case (byte)']':
                _stack.Add(new List<object?>());
                break;
            case (byte)'a': // APPEND
                var item = Pop();
                ((List<object?>)Peek()!).Add(item);
                break;
            case (byte)'e': // APPENDS
                var items = PopMarked();
                ((List<object?>)Peek()!).AddRange(items);
                break;
            case (byte)'}':
                _stack.Add(new PickleDictionary());
                break;
            case (byte)'s': // SETITEM
                var value = Pop();
                var key = Pop();
                ((PickleDictionary)Peek()!).Set(key, value);
                break;
            case (byte)'u': // SETITEMS
                var pairs = PopMarked();
                for (var i = 0; i < pairs.Length; i += 2)
                {
                    ((PickleDictionary)Peek()!).Set(pairs[i], pairs[i + 1]);
                }

                break;
            case (byte)'q': // BINPUT
                _memo[Byte()] = Peek();
                break;
            case (byte)'r': // LONG_BINPUT
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))] = Peek();
                break;
            case 0x94: // MEMOIZE
                _memo[_memo.Count] = Peek();
                break;
            case (byte)'h': // BINGET
                _stack.Add(Remembered(Byte()));
                break;
            case (byte)'j': // LONG_BINGET
                _stack.Add(Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))));
                break;
            default:
                throw new CheckpointException($"its pickle has the instruction 0x{opcode:x2}, which tensors do not need");
        }
    }

    private object? Remembered(long index) =>
        _memo.TryGetValue(index, out var value) ? value : throw new CheckpointException("its pickle is damaged");

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw new EndOfStreamException();

    private object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopMarked()
    {
        var mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw new EndOfStreamException();
        }

        object?[] values = [.. _stack.Skip(mark + 1)];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private void Tuple(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        _stack.Add(values);
    }

    private byte Byte() => Bytes(1)[0];

    private byte[] Bytes(long count)
    {
        if ((_budget -= count) < 0 || count > stream.Length)
        {
            throw new CheckpointException("its pickle is longer than tensors need");
        }

        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private string Line()
    {
        var line = new StringBuilder();
        for (var next = Byte(); next != '\n'; next = Byte())
        {
            line.Append((char)next);
        }

        return line.ToString();
    }
}
