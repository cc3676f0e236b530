using System.Buffers.Binary;

namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>The format before PyTorch 1.6: the storages follow the pickles, each after the number of its elements.</summary>
internal sealed class LegacyStorages : IStorageSource
{
    private readonly Stream _stream;
    private readonly Dictionary<string, long> _starts = new(StringComparer.Ordinal);

    /// <summary>Finds where each storage begins; owns the stream.</summary>
    /// <param name="stream">Positioned behind the pickles.</param>
    /// <param name="keys">The storages' keys in the file's order.</param>
    /// <param name="references">What the tensors say about each.</param>
    public LegacyStorages(Stream stream, IReadOnlyList<string> keys, IReadOnlyDictionary<string, StorageReference> references)
    {
        _stream = stream;
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var key in keys)
        {
            if (!references.TryGetValue(key, out var reference))
            {
                throw new CheckpointException($"no tensor says of which type storage {key} is");
            }

            stream.ReadExactly(count);
            if (BinaryPrimitives.ReadInt64LittleEndian(count) != reference.Count || reference.ByteCount > stream.Length - stream.Position)
            {
                throw new CheckpointException($"storage {key} does not have its {reference.Count} elements");
            }

            _starts[key] = stream.Position;
            stream.Seek(reference.ByteCount, SeekOrigin.Current);
        }
    }

    /// <inheritdoc />
    public byte[] Read(StorageReference storage)
    {
        if (!_starts.TryGetValue(storage.Key, out var start))
        {
            throw new CheckpointException($"it has no storage {storage.Key}");
        }

        var bytes = new byte[checked((int)storage.ByteCount)];
        _stream.Seek(start, SeekOrigin.Begin);
        _stream.ReadExactly(bytes);
        return bytes;
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();
}
