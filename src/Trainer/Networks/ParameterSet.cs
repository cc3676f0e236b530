using System.Collections;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>A network's parameters by Hugging Face's names, in the order of their declaration.</summary>
public sealed class ParameterSet : IEnumerable<KeyValuePair<string, Parameter>>, IDisposable
{
    private readonly OrderedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>
    /// What matrix products are computed in: float32, or bfloat16 for training on a GPU. Parameters, norms, residual streams and logits stay float32 (as under
    /// PyTorch's autocast).
    /// </summary>
    public ScalarType Arithmetic { get; set; } = ScalarType.Float32;

    /// <summary>Number of parameters (tensors).</summary>
    public int Count => _parameters.Count;

    /// <summary>Number of values in all of them.</summary>
    public long Values => _parameters.Values.Sum(p => p.numel());

    /// <summary>The parameter of that name.</summary>
    public Parameter this[string name] => _parameters[name];

    /// <summary>x Wᵀ + b with the parameters of that name, in <see cref="Arithmetic"/>.</summary>
    public Tensor Linear(string name, Tensor x) => nn.functional.linear(Computed(x), Computed(this[name + ".weight"]), Computed(this[name + ".bias"]));

    /// <summary>Several of the same input as one product, which a processor likes better and whose gradient for the input is one product too.</summary>
    /// <returns>In the names' order.</returns>
    public Tensor[] Linears(Tensor x, params ReadOnlySpan<string> names)
    {
        var (weights, biases) = (new Tensor[names.Length], new Tensor[names.Length]);
        for (var i = 0; i < names.Length; i++)
        {
            (weights[i], biases[i]) = (Computed(this[names[i] + ".weight"]), Computed(this[names[i] + ".bias"]));
        }

        var all = nn.functional.linear(Computed(x), cat(weights), cat(biases));
        return all.split([.. weights.Select(weight => weight.shape[0])], -1);
    }

    /// <summary>A float32 view of what was computed in another arithmetic.</summary>
    public static Tensor Exact(Tensor x) => x.dtype == ScalarType.Float32 ? x : x.to_type(ScalarType.Float32);

    /// <summary>Moves all parameters to a device.</summary>
    public void MoveTo(Device device)
    {
        using var frozen = no_grad();
        foreach (var name in _parameters.Keys.ToArray())
        {
            var old = _parameters[name];
            if (old.device_type == device.type)
            {
                continue;
            }

            _parameters[name] = new Parameter(old.detach().to(device).DetachFromDisposeScope(), old.requires_grad);
            old.Dispose();
        }
    }

    /// <summary>Adds a parameter of zeros.</summary>
    public void Declare(string name, params ReadOnlySpan<long> shape) =>
        _parameters.Add(name, new Parameter(zeros(shape.ToArray(), ScalarType.Float32).DetachFromDisposeScope()));

    /// <summary>Adds weight and bias of a linear layer.</summary>
    public void DeclareLinear(string name, int input, int output)
    {
        Declare(name + ".weight", output, input);
        Declare(name + ".bias", output);
    }

    /// <summary>Adds a NoNorm: weights of 1, offsets of 0.</summary>
    public void DeclareNoNorm(string name, int width)
    {
        Declare(name + ".weight", width);
        Declare(name + ".bias", width);
        using var frozen = no_grad();
        _parameters[name + ".weight"].fill_(1);
    }

    /// <summary>Copies every parameter out, row-major float32.</summary>
    public OrderedDictionary<string, WeightArray> ToArrays()
    {
        var copy = new OrderedDictionary<string, WeightArray>(StringComparer.Ordinal);
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in _parameters)
        {
            var values = parameter.detach().cpu().contiguous();
            copy.Add(name, new WeightArray([.. parameter.shape.Select(n => (int)n)], values.data<float>().ToArray()));
        }

        return copy;
    }

    /// <summary>Overwrites every parameter.</summary>
    /// <exception cref="InvalidDataException">A parameter is missing, too many, or of another shape.</exception>
    public void Load(IReadOnlyDictionary<string, WeightArray> weights)
    {
        List<string> faults = [.. weights.Keys.Where(name => !_parameters.ContainsKey(name)).Select(name => $"{name} is not expected")];
        foreach (var (name, parameter) in _parameters)
        {
            if (!weights.TryGetValue(name, out var array))
            {
                faults.Add($"{name} is missing");
            }
            else if (!parameter.shape.SequenceEqual(array.Shape.Select(n => (long)n)))
            {
                faults.Add($"{name} is [{string.Join(", ", array.Shape)}], expected [{string.Join(", ", parameter.shape)}]");
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidDataException($"The weights do not fit the network: {string.Join("; ", faults)}.");
        }

        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in _parameters)
        {
            parameter.copy_(tensor(weights[name].Values).reshape(parameter.shape));
        }
    }

    private Tensor Computed(Tensor x) => x.dtype == Arithmetic ? x : x.to_type(Arithmetic);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Parameter>> GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var parameter in _parameters.Values)
        {
            parameter.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
