using System.IO.Compression;

namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>The format of PyTorch 1.6 and later: a zip of uncompressed entries, <c>NAME/data.pkl</c> and <c>NAME/data/KEY</c>.</summary>
internal sealed class ZippedStorages : IStorageSource
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly string _root;

    /// <summary>Opens the archive; owns the stream.</summary>
    public ZippedStorages(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in _archive.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw new CheckpointException($"it has two entries {entry.FullName}");
            }
        }

        _root = _entries.Keys.Where(static name => name.EndsWith("/data.pkl", StringComparison.Ordinal)).ToArray() is [var pickle]
            ? pickle[..^"data.pkl".Length]
            : throw new CheckpointException("it is a zip without exactly one data.pkl, so not one of PyTorch's (TorchScript has another layout)");
        if (_entries.ContainsKey(_root + "byteorder") && !Bytes("byteorder", 64).AsSpan().SequenceEqual("little"u8))
        {
            throw new CheckpointException("it was written in big-endian order");
        }
    }

    /// <summary>The pickle that says what the storages are.</summary>
    public byte[] Pickle() => Bytes("data.pkl", PyTorchFile.LongestPickle);

    /// <inheritdoc />
    public byte[] Read(StorageReference storage)
    {
        var bytes = Bytes("data/" + storage.Key, Array.MaxLength);
        return bytes.Length == storage.ByteCount
            ? bytes
            : throw new CheckpointException($"storage {storage.Key} has {bytes.Length} bytes, not {storage.ByteCount}");
    }

    /// <inheritdoc />
    public void Dispose() => _archive.Dispose();

    private byte[] Bytes(string name, long limit)
    {
        if (!_entries.TryGetValue(_root + name, out var entry))
        {
            throw new CheckpointException($"it has no entry {name}");
        }

        // PyTorch never compresses: an entry that is smaller than what it unpacks to is no checkpoint's.
        if (entry.Length != entry.CompressedLength || entry.Length > limit)
        {
            throw new CheckpointException($"its entry {name} of {entry.Length} bytes is compressed or too long");
        }

        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
