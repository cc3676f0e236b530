using FakeNews.Trainer.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, ICLR 2019) with decoupled decay, as PyTorch computes it: betas 0.9 and 0.999, epsilon 1e-8. Biases and everything named
/// after a layer norm, NoNorm too, are not decayed, as Hugging Face's Trainer groups them. Frozen parameters have no place in it.
/// </summary>
public sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly List<Slot> _slots;
    private readonly double _decay;
    private readonly bool _isFused;

    /// <summary>Moments of zero for every parameter.</summary>
    /// <param name="parameters">Those that need no gradient are left out.</param>
    /// <param name="weightDecay">Decoupled.</param>
    /// <param name="rateFactor">Factor of the learning rate by a parameter's name; null is 1 for all.</param>
    /// <param name="isFused">Whether updates on a CPU take one pass of our own, or PyTorch's operations.</param>
    public AdamW(ParameterSet parameters, double weightDecay, Func<string, double>? rateFactor = null, bool isFused = true)
    {
        _isFused = isFused;
        _decay = weightDecay;
        _slots = [.. parameters.Where(p => p.Value.requires_grad).Select(p => new Slot(p.Key, p.Value, rateFactor?.Invoke(p.Key) ?? 1, zeros_like(p.Value).DetachFromDisposeScope(), zeros_like(p.Value).DetachFromDisposeScope()))];
    }

    /// <summary>Updates done.</summary>
    public int Steps { get; set; }

    /// <summary>First and second moments by the parameter's name, for a checkpoint.</summary>
    public IEnumerable<(string Name, Tensor First, Tensor Second)> Moments => _slots.Select(slot => (slot.Name, slot.First, slot.Second));

    /// <summary>Whether a parameter of that name is decayed.</summary>
    public static bool IsDecayed(string name) =>
        !name.EndsWith("bias", StringComparison.Ordinal)
        && !name.Contains("layernorm", StringComparison.OrdinalIgnoreCase)
        && !name.Contains("_norm.", StringComparison.Ordinal);

    /// <summary>One update.</summary>
    /// <param name="gradients">In the parameters' order, frozen ones left out.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="scale">Factor of the gradients, by which they are clipped.</param>
    public void Step(IReadOnlyList<Tensor> gradients, double rate, double scale = 1)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        var (correction1, correction2) = (1 - Math.Pow(Beta1, Steps), 1 - Math.Pow(Beta2, Steps));
        foreach (var (slot, given) in _slots.Zip(gradients))
        {
            var own = rate * slot.RateFactor;
            if (_isFused && slot.Parameter.device_type == DeviceType.CPU)
            {
                AdamKernel.Update(
                    slot.Parameter, given.contiguous(), slot.First, slot.Second,
                    new AdamKernel.Factors(
                        (float)scale, (float)(1 - Beta1), (float)Beta2, (float)(1 - Beta2), (float)(1 / Math.Sqrt(correction2)), (float)Epsilon,
                        IsDecayed(slot.Name) ? (float)(1 - (own * _decay)) : 1, (float)(own / correction1)));
                continue;
            }

            if (_decay != 0 && IsDecayed(slot.Name))
            {
                slot.Parameter.mul_(1 - (own * _decay));
            }

            var gradient = scale == 1 ? given : given * scale;
            slot.First.lerp_(gradient, 1 - Beta1);
            slot.Second.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            var root = slot.Second.sqrt().div_(Math.Sqrt(correction2)).add_(Epsilon);
            slot.Parameter.addcdiv_(slot.First, root, -own / correction1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots)
        {
            slot.First.Dispose();
            slot.Second.Dispose();
        }
    }

    private sealed record Slot(string Name, Parameter Parameter, double RateFactor, Tensor First, Tensor Second);
}
