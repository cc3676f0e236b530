using FakeNews.Trainer.Networks;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// The gradients of one update. The rows of a batch are dealt to lanes that compute side by side, each on one thread, and the lanes' gradients are summed in
/// their order, so the same number of lanes gives the same bits.
/// </summary>
/// <param name="network">Its frozen parameters, which need no gradient, get none.</param>
/// <param name="options">Seed, padding, and what the loss is made of.</param>
/// <param name="device">Where the network is.</param>
/// <param name="threads">The lanes.</param>
/// <param name="step">Number of the update, which decides what dropout drops.</param>
/// <param name="weights">Of the labels in the loss; null where both count alike.</param>
public sealed class GradientLanes(IClassifierNetwork network, TrainingOptions options, Device device, LaneThreads threads, int step, ClassWeights? weights = null) : IDisposable
{
    private readonly Tensor[] _parameters = [.. network.Parameters.Where(p => p.Value.requires_grad).Select(p => p.Value)];
    private readonly bool _isEmbeddingTrained = network.Parameters.First().Value.requires_grad;
    private readonly ClassWeights _weights = weights ?? ClassWeights.Equal;
    private readonly TrainingLoss _loss = new(options, weights ?? ClassWeights.Equal);
    private readonly List<Tensor> _sum = [];
    private int _batch;

    /// <summary>In the parameters' order, frozen ones left out.</summary>
    public IReadOnlyList<Tensor> Sum => _sum;

    /// <summary>Adds the gradients of a batch's mean loss (weighted by the labels' weights, as PyTorch's cross-entropy is).</summary>
    /// <param name="batch">Its rows.</param>
    /// <param name="weight">Factor of its mean loss.</param>
    /// <returns>The weighted mean loss.</returns>
    public double Add(IReadOnlyList<Sample> batch, double weight)
    {
        var lanes = Math.Min(threads.Count, batch.Count);
        var results = threads.Run(lanes, lane =>
        {
            Sample[] rows = [.. batch.Where((_, row) => row % lanes == lane)];
            return Compute(rows, weight * Share(rows, batch), lane);
        });
        _batch++;
        foreach (var (_, gradients) in results)
        {
            Add(gradients);
        }

        return results.Sum(result => result.Loss);
    }

    /// <summary>Measures the gradients' joint norm.</summary>
    /// <param name="maximum">What it shall be at most.</param>
    /// <returns>The norm, and the factor that brings it there, which the optimiser multiplies by as it reads them: a pass over memory less.</returns>
    public (double Norm, double Scale) Clip(double maximum)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var norm = device.type == TorchSharp.DeviceType.CPU ? NormKernel.Norm(_sum) : stack([.. _sum.Select(gradient => gradient.norm())]).norm().item<float>();
        return (norm, Math.Min(1, maximum / (norm + 1e-6)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sum.ForEach(gradient => gradient.Dispose());
        _loss.Dispose();
    }

    private (double Loss, Tensor[] Gradients) Compute(IReadOnlyList<Sample> rows, double weight, int lane)
    {
        using var scope = NewDisposeScope();
        using var dropout = new Generator(unchecked((ulong)((((long)options.Seed * 1_000_003) + step) * 64) + (ulong)((_batch * 8) + lane)), device);
        var input = Batch.Of(rows, network.PaddingId, device, options.PadToMaximum ? options.MaximumTokens : 0);
        var loss = _loss.Mean(network.Forward(input.Ids, input.Mask, dropout), rows, weight);
        var gradients = autograd.grad([loss], _parameters);

        // [PAD]'s row has no gradient: the trigram lets the last token see the [PAD] behind it, and padded and exact-length inputs agree only while that row is 0.
        if (_isEmbeddingTrained)
        {
            gradients[0][network.PaddingId].zero_();
        }

        return (loss.item<float>(), [.. gradients.Select(gradient => gradient.DetachFromDisposeScope())]);
    }

    private double Share(Sample[] rows, IReadOnlyList<Sample> batch) =>
        _weights.AreEqual ? (double)rows.Length / batch.Count : rows.Sum(row => _weights[row.Label]) / batch.Sum(row => _weights[row.Label]);

    private void Add(Tensor[] gradients)
    {
        if (_sum.Count == 0)
        {
            _sum.AddRange(gradients);
            return;
        }

        using var frozen = no_grad();
        for (var i = 0; i < gradients.Length; i++)
        {
            SumKernel.Add(_sum[i], gradients[i]);
            gradients[i].Dispose();
        }
    }
}
