using FakeNews.Trainer.Networks;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Networks;

/// <summary>Tiny networks with weights that are nowhere trivial.</summary>
internal static class RandomNetwork
{
    public static MobileBertConfig Config(int layers = 2, int feedForwards = 2) => new()
    {
        VocabularySize = 60,
        EmbeddingSize = 8,
        HiddenSize = 24,
        BottleneckSize = 16,
        IntermediateSize = 20,
        Layers = layers,
        FeedForwardNetworks = feedForwards,
        Heads = 4,
        MaximumPositions = 40,
        AttentionDropout = 0,
    };

    /// <param name="config">The structure.</param>
    /// <param name="seed">Decides all weights.</param>
    /// <param name="normSpread">NoNorm weights are 1 plus or minus this; their offsets and all biases up to it too.</param>
    public static MobileBert Make(MobileBertConfig config, int seed, double normSpread = 0.3)
    {
        var network = new MobileBert(config);
        FanInInitialization.Apply(network, seed);
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in network.Parameters)
        {
            if (name.EndsWith("LayerNorm.weight", StringComparison.Ordinal))
            {
                parameter.copy_(1 + (normSpread * ((2 * rand(parameter.shape)) - 1)));
            }
            else if (name.EndsWith("bias", StringComparison.Ordinal) || name.Contains("token_type", StringComparison.Ordinal))
            {
                parameter.copy_(0.3 * ((2 * rand(parameter.shape)) - 1));
            }
        }

        return network;
    }

    /// <summary>Rows of random ids of the given lengths, with random labels.</summary>
    public static FakeNews.Trainer.Training.Sample[] Samples(Random random, params int[] lengths) =>
        [.. lengths.Select(length => new FakeNews.Trainer.Training.Sample([.. Enumerable.Range(0, length).Select(_ => (ushort)random.Next(1, 60))], random.Next(2)))];
}
