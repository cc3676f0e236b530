using TorchSharp;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>Dropout drawn from a generator, so that a step can be repeated.</summary>
internal static class Dropout
{
    /// <summary>Drops values with a probability and scales the others up; nothing where there is no generator.</summary>
    public static Tensor Apply(Tensor x, double probability, Generator? generator)
    {
        if (generator is null || probability == 0)
        {
            return x;
        }

        // A number given in place of a scalar may be collected while native code reads it; see LastingScalars.
        using var kept = (1 - probability).ToScalar();
        return x * full_like(x, kept).bernoulli_(1 - probability, generator).div_(kept);
    }
}
