namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>A block of elements of one type that tensors are views into.</summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="Key">Its name in the file.</param>
/// <param name="Count">Its elements.</param>
internal sealed record StorageReference(TensorType Type, string Key, long Count)
{
    /// <summary>Its size in bytes.</summary>
    public long ByteCount => Count * Type.Size();
}
