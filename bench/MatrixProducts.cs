using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Bench;

/// <summary>
/// The matrix products of a training step and nothing else, on the same lanes: for every linear layer the one of the forward and the two of the backward pass, for every
/// attention its two and four. No element-wise work, no gradients' bookkeeping, no optimiser: what a step could take at best.
/// </summary>
internal sealed class MatrixProducts
{
    private readonly List<(Tensor Input, Tensor Weight, Tensor Gradient)[]> _linear = [];
    private readonly List<(Tensor Query, Tensor Key, Tensor Shares)[]> _attention = [];

    /// <param name="network">Whose.</param>
    /// <param name="lanes">Side by side.</param>
    /// <param name="rows">Of the batch.</param>
    /// <param name="length">Of each, in tokens.</param>
    /// <param name="isFirstEnough">Whether the last layer computes [CLS] alone, as ours does in a step: all tokens are keys and values, the rest is one token's.</param>
    public MatrixProducts(MobileBert network, int lanes, int rows, int length, bool isFirstEnough)
    {
        var config = network.Config;
        for (var lane = 0; lane < lanes; lane++)
        {
            var (own, last) = (rows / lanes, isFirstEnough ? config.Layers - 1 : config.Layers);
            int Tokens(string name) => IsOfFirst(name, last) ? own : own * length;
            int Asking(int layer) => layer == last ? 1 : length;
            _linear.Add([.. network.Parameters
                .Where(p => p.Value.dim() == 2 && !IsTable(p.Key))
                .Select(p => (randn(Tokens(p.Key), p.Value.shape[1]), randn(p.Value.shape), randn(Tokens(p.Key), p.Value.shape[0])))]);
            _attention.Add([.. Enumerable.Range(0, config.Layers).Select(layer => (
                randn(own, config.Heads, Asking(layer), config.HeadSize), randn(own, config.Heads, length, config.HeadSize), randn(own, config.Heads, Asking(layer), length)))]);
        }
    }

    /// <summary>Computes all of them.</summary>
    public void Run(LaneThreads threads) => threads.Run(_linear.Count, lane =>
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (input, weight, gradient) in _linear[lane])
        {
            using var inner = NewDisposeScope();
            input.matmul(weight.t());
            gradient.matmul(weight);
            gradient.t().matmul(input);
        }

        foreach (var (query, key, shares) in _attention[lane])
        {
            using var inner = NewDisposeScope();
            query.matmul(key.transpose(2, 3));
            shares.matmul(key);
            query.matmul(key.transpose(2, 3));
            shares.transpose(2, 3).matmul(query);
            shares.matmul(key);
            shares.transpose(2, 3).matmul(query);
        }

        return 0;
    });

    /// <summary>Whether a layer computes [CLS] alone.</summary>
    private static bool IsOfFirst(string name, int last) =>
        name.StartsWith("classifier", StringComparison.Ordinal)
        || (name.StartsWith($"encoder.layer.{last}.", StringComparison.Ordinal) && !name.Contains("bottleneck.attention", StringComparison.Ordinal)
            && !name.Contains("self.key", StringComparison.Ordinal) && !name.Contains("self.value", StringComparison.Ordinal));

    private static bool IsTable(string name) => name.StartsWith("embeddings.", StringComparison.Ordinal) && name.EndsWith("embeddings.weight", StringComparison.Ordinal);
}
