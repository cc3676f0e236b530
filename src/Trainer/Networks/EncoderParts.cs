using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Networks;

/// <summary>What BERT and DistilBERT are made of, on parameters taken by name.</summary>
/// <param name="parameters">The network's parameters.</param>
/// <param name="heads">Attention heads.</param>
/// <param name="epsilon">Added to the variance in layer norms.</param>
/// <param name="activation">gelu (the exact one) or relu.</param>
internal sealed class EncoderParts(ParameterSet parameters, int heads, double epsilon, string activation)
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

    /// <summary>Attention of all heads, before its output layer.</summary>
    public Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? bias, double probability, Generator? dropout)
    {
        var (batch, length, width) = (query.shape[0], query.shape[1], query.shape[2]);
        Tensor Split(Tensor x) => x.view(batch, length, heads, width / heads).transpose(1, 2);

        var (q, k, v) = (Split(query), Split(key), Split(value));
        bias = bias is null || bias.dtype == q.dtype ? bias : bias.to_type(q.dtype);
        Tensor context;
        if (dropout is null || probability == 0)
        {
            context = F.scaled_dot_product_attention(q, k, v, bias);
        }
        else
        {
            using var root = Math.Sqrt(width / heads).ToScalar();
            var scores = q.matmul(k.transpose(2, 3)).div(root);
            context = Dropout.Apply(F.softmax(bias is null ? scores : scores.Plus(bias), -1), probability, dropout).matmul(v);
        }

        return context.transpose(1, 2).reshape(batch, length, width);
    }
}
