using System.Numerics;

namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>
/// A file that <c>torch.save</c> wrote (pytorch_model.bin, .pt): the zip of PyTorch 1.6 and later or the format before it. It is read without running
/// anything: a pickle that asks for more than tensors is refused, with the name of what it asked for.
/// </summary>
public sealed class PyTorchFile : ITensorSource
{
    /// <summary>A pickle of names, shapes and strides is far smaller, in bytes.</summary>
    internal const int LongestPickle = 16 << 20;

    private static readonly BigInteger LegacyMagic = BigInteger.Parse("1950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber, null);

    private readonly string _fileName;
    private readonly IStorageSource _storages;
    private readonly Dictionary<string, StoredTensor> _byName;
    private readonly Dictionary<string, WeakReference<byte[]>> _recent = new(StringComparer.Ordinal);

    private PyTorchFile(string fileName, IStorageSource storages, IReadOnlyList<KeyValuePair<string, StoredTensor>> tensors)
    {
        _fileName = fileName;
        _storages = storages;
        _byName = new Dictionary<string, StoredTensor>(tensors, StringComparer.Ordinal);
        Entries = [.. tensors.Select(static item => new TensorEntry(item.Key, item.Value.Storage.Type, item.Value.Shape))];
    }

    /// <inheritdoc />
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Opens a file and reads what tensors it has.</summary>
    /// <exception cref="CheckpointException">It is not a PyTorch file, is damaged, or asks for anything but tensors.</exception>
    public static PyTorchFile Open(string path)
    {
        var name = Path.GetFileName(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            var isZip = stream.ReadByte() == 'P';
            stream.Seek(0, SeekOrigin.Begin);
            return isZip ? OpenZip(name, stream) : OpenLegacy(name, stream);
        }
        catch (Exception exception) when (exception is CheckpointException or InvalidDataException or EndOfStreamException or OverflowException)
        {
            stream.Dispose();
            throw new CheckpointException($"{name} can't be read as PyTorch's: {exception.Message}", exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public NamedTensor Read(string name)
    {
        if (!_byName.TryGetValue(name, out var tensor))
        {
            throw new CheckpointException($"{_fileName} has no tensor {name}.");
        }

        if (tensor.Storage.ByteCount > Array.MaxLength)
        {
            throw new CheckpointException($"{name} lies in a storage of {tensor.Storage.ByteCount} bytes; at most {Array.MaxLength} can be read.");
        }

        try
        {
            return tensor.Materialize(name, Storage(tensor.Storage));
        }
        catch (Exception exception) when (exception is CheckpointException or InvalidDataException or EndOfStreamException)
        {
            throw new CheckpointException($"{name} can't be read from {_fileName}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _storages.Dispose();

    private static PyTorchFile OpenZip(string name, FileStream stream)
    {
        var storages = new ZippedStorages(stream);
        using var pickle = new MemoryStream(storages.Pickle());
        return new PyTorchFile(name, storages, StateDictionary.Find(new PickleReader(pickle, LongestPickle).Read()));
    }

    private static PyTorchFile OpenLegacy(string name, FileStream stream)
    {
        object? Next() => new PickleReader(stream, LongestPickle).Read();
        if (stream.Length < 2 || stream.ReadByte() != 0x80 || stream.Seek(0, SeekOrigin.Begin) != 0 || !LegacyMagic.Equals(Next()) || Next() is not 1001L)
        {
            throw new CheckpointException("it is neither a zip nor does it begin with PyTorch's magic number");
        }

        if ((Next() as PickleDictionary)?["little_endian"] is not true)
        {
            throw new CheckpointException("it was written in big-endian order");
        }

        var references = new Dictionary<string, StorageReference>(StringComparer.Ordinal);
        var content = new PickleReader(stream, LongestPickle) { OnStorage = storage => Remember(references, storage) }.Read();
        var tensors = StateDictionary.Find(content);
        var keys = Next() is List<object?> list && list.All(static key => key is string) ? list.Cast<string>().ToArray() : throw new CheckpointException("it has no list of storages");
        return new PyTorchFile(name, new LegacyStorages(stream, keys, references), tensors);
    }

    private static void Remember(Dictionary<string, StorageReference> references, StorageReference storage)
    {
        if (references.TryGetValue(storage.Key, out var known) && known != storage)
        {
            throw new CheckpointException($"storage {storage.Key} is said to be of two kinds");
        }

        references[storage.Key] = storage;
    }

    private byte[] Storage(StorageReference storage)
    {
        // Tensors that share a storage follow one another: as long as one is in use, the next finds its bytes here.
        if (_recent.TryGetValue(storage.Key, out var reference) && reference.TryGetTarget(out var bytes) && bytes.Length == storage.ByteCount)
        {
            return bytes;
        }

        bytes = _storages.Read(storage);
        _recent[storage.Key] = new WeakReference<byte[]>(bytes);
        return bytes;
    }
}
