using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>What is added to attention scores.</summary>
internal static class AttentionBias
{
    /// <summary>0 on tokens, far below 0 on padding, [batch, 1, sequence, sequence]; null where nothing is padded.</summary>
    /// <param name="mask">float32 [batch, sequence], 1 on tokens.</param>
    public static Tensor? Of(Tensor? mask) => mask is null
        ? null
        : mask.sub(LastingScalars.One).mul(LastingScalars.FarAway).view(mask.shape[0], 1, 1, mask.shape[1]).expand(mask.shape[0], 1, mask.shape[1], mask.shape[1]);
}
