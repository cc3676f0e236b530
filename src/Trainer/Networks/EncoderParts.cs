using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Networks;

/// <summary>What BERT and DistilBERT are made of, on parameters taken by name.</summary>
/// <param name="parameters">The network's parameters.</param>
/// <param name="epsilon">Added to the variance in layer norms.</param>
/// <param name="activation">gelu (the exact one) or relu.</param>
internal sealed class EncoderParts(ParameterSet parameters, double epsilon, string activation)
{
    /// <summary>Rows of an embedding table.</summary>
    public Tensor Lookup(string name, Tensor ids) => parameters[name].index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], -1);

    /// <summary>x Wᵀ + b.</summary>
    public Tensor Linear(string name, Tensor x) => parameters.Linear(name, x);

    /// <summary>Layer norm over the last dimension.</summary>
    public Tensor LayerNorm(string name, Tensor x) => F.layer_norm(ParameterSet.Exact(x), [x.shape[^1]], parameters[name + ".weight"], parameters[name + ".bias"], epsilon);

    /// <summary>Linear, activation, linear.</summary>
    public Tensor FeedForward(string first, string second, Tensor x)
    {
        var inner = Linear(first, x);
        return Linear(second, activation == "relu" ? F.relu(inner) : F.gelu(inner));
    }
}
