namespace FakeNews.Trainer.Checkpoints;

/// <summary>What a checkpoint says about one of its tensors before any data are read.</summary>
/// <param name="Name">The parameter's name, e.g. <c>bert.embeddings.word_embeddings.weight</c>.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its extents.</param>
public sealed record TensorEntry(string Name, TensorType Type, TensorShape Shape)
{
    /// <summary>Bytes of the contiguous tensor.</summary>
    public long ByteCount => Shape.ElementCount * Type.Size();
}
