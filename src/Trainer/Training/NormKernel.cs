using System.Numerics;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// The joint Euclidean norm of many tensors on a CPU, in one pass on all cores. Each piece is summed for itself and the pieces in their order, so the number of threads changes no bit.
/// </summary>
internal static unsafe class NormKernel
{
    /// <summary>Computes it.</summary>
    /// <param name="tensors">float32, on the CPU.</param>
    public static double Norm(IEnumerable<Tensor> tensors) => Math.Sqrt(tensors.Sum(Squares));

    private static double Squares(Tensor tensor)
    {
        using var whole = tensor.contiguous();
        var count = (int)whole.numel();
        var (numbers, sums) = ((nint)CpuMemory.Numbers(whole), new double[CpuMemory.Pieces(count)]);
        CpuMemory.ForEachPiece(count, (piece, start, length) => sums[piece] = Squares((float*)numbers + start, length));
        return sums.Sum();
    }

    /// <summary>Four sums side by side: an addition waits for the one before it.</summary>
    private static double Squares(float* x, int count)
    {
        var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= count - (4 * width); i += 4 * width)
        {
            var (p, q, r, s) = (Vector.Load(x + i), Vector.Load(x + i + width), Vector.Load(x + i + (2 * width)), Vector.Load(x + i + (3 * width)));
            (a, b, c, d) = (a + (p * p), b + (q * q), c + (r * r), d + (s * s));
        }

        var sum = (double)Vector.Sum(a) + Vector.Sum(b) + Vector.Sum(c) + Vector.Sum(d);
        for (; i < count; i++)
        {
            sum += (double)x[i] * x[i];
        }

        return sum;
    }
}
