using TorchSharp;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// What is added to attention scores. Its scalars live as long as the program: TorchSharp makes an object of a number that is given to an operation and lets go of it before native code has
/// read it, so that a collection of garbage at that very moment ends the program, once in some 100,000 steps.
/// </summary>
internal static class AttentionBias
{
    private static readonly Scalar One = 1f.ToScalar(), FarAway = 1e9f.ToScalar();

    /// <summary>0 on tokens, far below 0 on padding, [batch, 1, sequence, sequence]; null where nothing is padded.</summary>
    /// <param name="mask">float32 [batch, sequence], 1 on tokens.</param>
    public static Tensor? Of(Tensor? mask) => mask is null
        ? null
        : mask.sub(One).mul(FarAway).view(mask.shape[0], 1, 1, mask.shape[1]).expand(mask.shape[0], 1, mask.shape[1], mask.shape[1]);
}
