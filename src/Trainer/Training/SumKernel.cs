using System.Numerics;
using FakeNews.Trainer.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// Adds one tensor to another on a CPU on all cores. PyTorch's own threads would wait for more such work in a loop when it is done, on the cores that the lanes compute on by then.
/// </summary>
internal static unsafe class SumKernel
{
    /// <summary>Adds in place.</summary>
    /// <param name="sum">float32.</param>
    /// <param name="addend">Of the same shape.</param>
    public static void Add(Tensor sum, Tensor addend)
    {
        if (sum.device_type != DeviceType.CPU || !sum.is_contiguous() || !addend.is_contiguous())
        {
            sum.Increase(addend);
            return;
        }

        var (to, from) = ((nint)CpuMemory.Numbers(sum), (nint)CpuMemory.Numbers(addend));
        CpuMemory.ForEachPiece((int)sum.numel(), (_, start, length) => Add((float*)to + start, (float*)from + start, length));
    }

    private static void Add(float* sum, float* addend, int count)
    {
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(sum + i) + Vector.Load(addend + i), sum + i);
        }

        for (; i < count; i++)
        {
            sum[i] += addend[i];
        }
    }
}
