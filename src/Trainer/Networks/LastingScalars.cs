using TorchSharp;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// Numbers that operations on tensors take, kept for as long as the program runs. TorchSharp makes an object of a number that is given to an operation (of the 1 in a sum of two tensors, too)
/// and lets go of it before native code has read it; a collection of garbage at that moment ends the training. So what runs in every step takes its numbers from here.
/// </summary>
internal static class LastingScalars
{
    /// <summary>1.</summary>
    public static Scalar One { get; } = 1f.ToScalar();

    /// <summary>What softmax makes 0 of, once its sign is turned.</summary>
    public static Scalar FarAway { get; } = 1e9f.ToScalar();

    /// <summary>a + b.</summary>
    public static Tensor Plus(this Tensor a, Tensor b) => a.add(b, One);

    /// <summary>a + b, into a.</summary>
    public static Tensor Increase(this Tensor a, Tensor b) => a.add_(b, One);
}
