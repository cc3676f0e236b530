namespace FakeNews.Trainer.Checkpoints.PyTorch;

/// <summary>The storages of one file.</summary>
internal interface IStorageSource : IDisposable
{
    /// <summary>All bytes of a storage.</summary>
    /// <exception cref="CheckpointException">It is not in the file, or has another size.</exception>
    byte[] Read(StorageReference storage);
}
