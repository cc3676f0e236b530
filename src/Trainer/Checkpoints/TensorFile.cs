using System.Text;
using FakeNews.Trainer.Checkpoints.PyTorch;
using FakeNews.Trainer.Checkpoints.Safetensors;

namespace FakeNews.Trainer.Checkpoints;

/// <summary>Opens a file of tensors by what it is, not by how it is called.</summary>
public static class TensorFile
{
    private static readonly byte[] LargeFilePointer = Encoding.ASCII.GetBytes("version https://git-lfs");

    /// <summary>Opens a .safetensors or PyTorch file.</summary>
    /// <exception cref="CheckpointException">It is neither, or damaged.</exception>
    public static ITensorSource Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new CheckpointException($"There is no file {path}.");
        }

        var start = new byte[LargeFilePointer.Length];
        int read;
        using (var stream = File.OpenRead(path))
        {
            read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        }

        if (start.AsSpan().SequenceEqual(LargeFilePointer))
        {
            throw new CheckpointException($"{Path.GetFileName(path)} is only a Git LFS pointer; fetch the file itself (git lfs pull).");
        }

        // A zip begins with PK, a legacy file with a pickle's first instruction, .safetensors with a length and the header's brace.
        var isPyTorch = read >= 2 && ((start[0] == 'P' && start[1] == 'K') || (start[0] == 0x80 && start[1] is >= 2 and <= 5 && start[8] != '{'));
        return isPyTorch ? PyTorchFile.Open(path) : SafetensorsFile.Open(path);
    }
}
