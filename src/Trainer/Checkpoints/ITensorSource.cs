namespace FakeNews.Trainer.Checkpoints;

/// <summary>A file of named tensors, whose data are read one tensor at a time when asked for.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>The tensors, in the file's order.</summary>
    IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>Reads one tensor, contiguous and row-major.</summary>
    /// <exception cref="CheckpointException">There is none of this name, or its data are not there.</exception>
    NamedTensor Read(string name);
}
