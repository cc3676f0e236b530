namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>A tensor as PyTorch saves it: a view into a storage. Offset and strides count elements.</summary>
internal sealed class StoredTensor
{
    /// <summary>A view, checked to lie within its storage.</summary>
    /// <exception cref="CheckpointException">It reaches beyond its storage, or repeats elements to be larger than it.</exception>
    public StoredTensor(StorageReference storage, long offset, TensorShape shape, long[] strides)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Strides = strides;
        if (strides.Length != shape.Rank || offset < 0 || strides.Any(static stride => stride < 0))
        {
            throw new CheckpointException($"A tensor of shape {shape} has offset {offset} and strides [{string.Join(", ", strides)}].");
        }

        Int128 last = offset;
        for (var i = 0; i < strides.Length; i++)
        {
            last += (Int128)strides[i] * Math.Max(0, shape.Extents[i] - 1);
        }

        // An expanded tensor of a few bytes could claim any size; no checkpoint needs one.
        if (shape.ElementCount > 0 && (last >= storage.Count || shape.ElementCount > storage.Count))
        {
            throw new CheckpointException($"A tensor of shape {shape} reaches beyond its storage of {storage.Count} elements.");
        }
    }

    /// <summary>Where the elements are.</summary>
    public StorageReference Storage { get; }

    /// <summary>Its first element in the storage.</summary>
    public long Offset { get; }

    /// <summary>Its extents.</summary>
    public TensorShape Shape { get; }

    /// <summary>Steps in the storage, one for each dimension.</summary>
    public long[] Strides { get; }

    /// <summary>Picks the elements out of the storage's bytes: a slice where they lie in order, a copy otherwise.</summary>
    public NamedTensor Materialize(string name, ReadOnlyMemory<byte> storage)
    {
        var size = Storage.Type.Size();
        var length = checked((int)(Shape.ElementCount * size));
        if (length == 0 || IsContiguous())
        {
            return new NamedTensor(name, Storage.Type, Shape, length == 0 ? default : storage.Slice(checked((int)(Offset * size)), length));
        }

        var data = new byte[length];
        Gather(storage.Span, data, size);
        return new NamedTensor(name, Storage.Type, Shape, data);
    }

    private bool IsContiguous()
    {
        var step = 1L;
        for (var i = Shape.Rank - 1; i >= 0; i--)
        {
            if (Shape.Extents[i] != 1 && Strides[i] != step)
            {
                return false;
            }

            step *= Shape.Extents[i];
        }

        return true;
    }

    private void Gather(ReadOnlySpan<byte> source, Span<byte> target, int size)
    {
        var index = new long[Shape.Rank];
        var position = Offset;
        for (var written = 0; written < target.Length; written += size)
        {
            source.Slice((int)(position * size), size).CopyTo(target[written..]);
            for (var axis = Shape.Rank - 1; axis >= 0; axis--)
            {
                position += Strides[axis];
                if (++index[axis] < Shape.Extents[axis])
                {
                    break;
                }

                position -= Strides[axis] * index[axis];
                index[axis] = 0;
            }
        }
    }
}
