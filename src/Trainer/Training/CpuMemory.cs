using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>The numbers of tensors on a CPU as they lie in memory, in pieces that fit a core's cache and are worked on by all cores.</summary>
internal static unsafe class CpuMemory
{
    /// <summary>Numbers of a piece.</summary>
    public const int Piece = 1 << 15;

    /// <summary>Where a tensor's numbers begin: float32, contiguous, on the CPU.</summary>
    public static float* Numbers(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>Runs an action for each piece, side by side where there are several.</summary>
    /// <param name="count">All numbers.</param>
    /// <param name="action">Takes a piece's number, its first place and its length.</param>
    public static void ForEachPiece(int count, Action<int, int, int> action)
    {
        var pieces = Pieces(count);
        if (pieces == 1)
        {
            action(0, 0, count);
            return;
        }

        Parallel.For(0, pieces, piece => action(piece, piece * Piece, Math.Min(Piece, count - (piece * Piece))));
    }

    /// <summary>Into how many pieces so many numbers fall.</summary>
    public static int Pieces(int count) => (count + Piece - 1) / Piece;
}
