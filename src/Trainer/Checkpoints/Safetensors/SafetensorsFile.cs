using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace FakeNews.Trainer.Checkpoints.Safetensors;

/// <summary>A .safetensors file. The header is read and checked when it is opened, each tensor's data when asked for.</summary>
public sealed class SafetensorsFile : ITensorSource
{
    private readonly SafeFileHandle _file;
    private readonly long _dataStart;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    private SafetensorsFile(SafeFileHandle file, long dataStart, SafetensorsHeader header)
    {
        _file = file;
        _dataStart = dataStart;
        _byName = header.Entries.ToDictionary(static entry => entry.Tensor.Name, StringComparer.Ordinal);
        Entries = [.. header.Entries.Select(static entry => entry.Tensor)];
        Metadata = header.Metadata;
    }

    /// <inheritdoc />
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Free text that the writer added, usually <c>format: pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="CheckpointException">It is not a valid .safetensors file; the message names file and fault.</exception>
    public static SafetensorsFile Open(string path)
    {
        var file = File.OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            Span<byte> prefix = stackalloc byte[sizeof(long)];
            var headerLength = RandomAccess.Read(file, prefix, 0) == prefix.Length ? BinaryPrimitives.ReadUInt64LittleEndian(prefix) : 0;
            if (headerLength is < 2 or > SafetensorsHeader.MaximumLength || (long)headerLength > length - prefix.Length)
            {
                throw new CheckpointException("it does not begin with the length of a header");
            }

            var json = new byte[(int)headerLength];
            ReadExactly(file, json, prefix.Length);
            var dataStart = prefix.Length + json.Length;
            return new SafetensorsFile(file, dataStart, SafetensorsHeader.Parse(json, length - dataStart));
        }
        catch (CheckpointException exception)
        {
            file.Dispose();
            throw new CheckpointException($"{Path.GetFileName(path)} is not a valid .safetensors file: {exception.Message}", exception);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public NamedTensor Read(string name)
    {
        var entry = _byName.GetValueOrDefault(name) ?? throw new CheckpointException($"The file has no tensor {name}.");
        if (entry.End - entry.Start > Array.MaxLength)
        {
            throw new CheckpointException($"{name} has {entry.End - entry.Start} bytes; at most {Array.MaxLength} can be read.");
        }

        var data = GC.AllocateUninitializedArray<byte>((int)(entry.End - entry.Start));
        ReadExactly(_file, data, _dataStart + entry.Start);
        return new NamedTensor(name, entry.Tensor.Type, entry.Tensor.Shape, data);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static void ReadExactly(SafeFileHandle file, Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            var read = RandomAccess.Read(file, target, offset);
            if (read == 0)
            {
                throw new CheckpointException("The file became shorter while it was read.");
            }

            target = target[read..];
            offset += read;
        }
    }
}
