using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Networks;

/// <summary>Scaled dot-product attention of all heads, as all our networks have it (Vaswani et al. 2017, "Attention Is All You Need").</summary>
internal static class Attention
{
    /// <summary>What is added to the scores: 0 on tokens, far below 0 on padding, [batch, 1, sequence, sequence]; null where nothing is padded.</summary>
    /// <param name="mask">float32 [batch, sequence], 1 on tokens.</param>
    public static Tensor? Bias(Tensor? mask) => mask is null
        ? null
        : mask.sub(LastingScalars.One).mul(LastingScalars.FarAway).view(mask.shape[0], 1, 1, mask.shape[1]).expand(mask.shape[0], 1, mask.shape[1], mask.shape[1]);

    /// <summary>[CLS] alone, [batch, 1, width].</summary>
    public static Tensor First(Tensor hidden) => hidden.slice(1, 0, 1, 1);

    /// <summary>The heads' values side by side, before the output layer.</summary>
    /// <param name="query">[batch, sequence, width], or of the first tokens only.</param>
    /// <param name="key">Of all tokens.</param>
    /// <param name="value">Of all tokens.</param>
    /// <param name="heads">Into how many parts the width is divided.</param>
    /// <param name="bias">As <see cref="Bias"/> gives it.</param>
    /// <param name="probability">With which a share of attention is dropped.</param>
    /// <param name="dropout">Null where nothing is dropped.</param>
    public static Tensor Apply(Tensor query, Tensor key, Tensor value, int heads, Tensor? bias, double probability, Generator? dropout)
    {
        var (batch, asking, width) = (query.shape[0], query.shape[1], query.shape[2]);
        Tensor Split(Tensor x) => x.view(batch, x.shape[1], heads, width / heads).transpose(1, 2);

        var (q, k, v) = (Split(query), Split(key), Split(value));
        bias = bias?.slice(2, 0, asking, 1).to_type(q.dtype);
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

        return context.transpose(1, 2).reshape(batch, asking, width);
    }
}
