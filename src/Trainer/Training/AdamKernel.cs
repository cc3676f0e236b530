using System.Numerics;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// AdamW's update of one parameter on a CPU in a single pass over memory, on all cores; PyTorch's element-wise operations would take eight. The values are independent of
/// each other, so neither the number of threads nor the cutting into pieces changes a bit.
/// </summary>
internal static unsafe class AdamKernel
{
    /// <summary>Updates in place.</summary>
    /// <param name="parameter">float32, contiguous, on the CPU; as the others.</param>
    /// <param name="gradient">Of the parameter.</param>
    /// <param name="first">First moment.</param>
    /// <param name="second">Second moment.</param>
    /// <param name="factors">Of this update.</param>
    public static void Update(Tensor parameter, Tensor gradient, Tensor first, Tensor second, Factors factors)
    {
        var (p, g, m, v) = ((nint)CpuMemory.Numbers(parameter), (nint)CpuMemory.Numbers(gradient), (nint)CpuMemory.Numbers(first), (nint)CpuMemory.Numbers(second));
        CpuMemory.ForEachPiece((int)parameter.numel(), (_, start, length) =>
            Update((float*)p + start, (float*)g + start, (float*)m + start, (float*)v + start, length, factors));
    }

    private static void Update(float* p, float* g, float* m, float* v, int count, Factors factors)
    {
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var gradient = factors.Scale * Vector.Load(g + i);
            var first = Vector.Load(m + i);
            first += factors.NewFirst * (gradient - first);
            var second = (Vector.Load(v + i) * factors.OldSecond) + (factors.NewSecond * gradient * gradient);
            var scale = (Vector.SquareRoot(second) * factors.SecondCorrection) + new Vector<float>(factors.Epsilon);
            Vector.Store((Vector.Load(p + i) * factors.Kept) - (factors.Rate * first / scale), p + i);
            Vector.Store(first, m + i);
            Vector.Store(second, v + i);
        }

        for (; i < count; i++)
        {
            var gradient = factors.Scale * g[i];
            m[i] += factors.NewFirst * (gradient - m[i]);
            v[i] = (v[i] * factors.OldSecond) + (factors.NewSecond * gradient * gradient);
            var scale = (MathF.Sqrt(v[i]) * factors.SecondCorrection) + factors.Epsilon;
            p[i] = (p[i] * factors.Kept) - (factors.Rate * m[i] / scale);
        }
    }

    /// <summary>Constants of an update.</summary>
    /// <param name="Scale">Of the gradient, by which it is clipped.</param>
    /// <param name="NewFirst">1 - beta 1.</param>
    /// <param name="OldSecond">Beta 2.</param>
    /// <param name="NewSecond">1 - beta 2.</param>
    /// <param name="SecondCorrection">1 / sqrt(1 - beta 2 to the power of the step).</param>
    /// <param name="Epsilon">Added to the root.</param>
    /// <param name="Kept">What decay leaves of a parameter.</param>
    /// <param name="Rate">Learning rate over 1 - beta 1 to the power of the step.</param>
    internal readonly record struct Factors(float Scale, float NewFirst, float OldSecond, float NewSecond, float SecondCorrection, float Epsilon, float Kept, float Rate);
}
