using System.Collections.Immutable;
using System.Text;

namespace FakeNews.Trainer.Checkpoints;

/// <summary>
/// Which tensor of a file fills which parameter of a network, and what does not fit, listed as Hugging Face's <c>from_pretrained</c> does:
/// a missing base-model prefix (<c>bert.</c>) is added, old names of LayerNorm's weights are changed, buffers of positions and types are passed over.
/// </summary>
public sealed class LoadingReport
{
    private static readonly string[] Buffers = ["embeddings.position_ids", "embeddings.token_type_ids"];

    private LoadingReport(
        ImmutableSortedDictionary<string, string> found,
        ImmutableArray<string> missing,
        ImmutableArray<string> unexpected,
        ImmutableArray<ShapeMismatch> misshapen)
    {
        Found = found;
        Missing = missing;
        Unexpected = unexpected;
        Misshapen = misshapen;
    }

    /// <summary>For each parameter that can be filled: the tensor's name in the file.</summary>
    public ImmutableSortedDictionary<string, string> Found { get; }

    /// <summary>Parameters that the file does not have, in order of their names. They keep their initial values.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Tensors of the file that the network has no use for, in order of their names.</summary>
    public ImmutableArray<string> Unexpected { get; }

    /// <summary>Parameters that the file has otherwise; none of them can be loaded.</summary>
    public ImmutableArray<ShapeMismatch> Misshapen { get; }

    /// <summary>Whether every parameter is filled, whatever else the file has.</summary>
    public bool IsComplete => Missing.IsEmpty && Misshapen.IsEmpty;

    /// <summary>Compares what is there with what is wanted.</summary>
    /// <param name="available">The file's tensors.</param>
    /// <param name="expected">The network's parameters.</param>
    /// <param name="basePrefix">The base model's prefix without its dot: <c>bert</c>, <c>mobilebert</c>, <c>distilbert</c>.</param>
    public static LoadingReport Compare(IReadOnlyList<TensorEntry> available, IReadOnlyList<ExpectedParameter> expected, string basePrefix)
    {
        ArgumentNullException.ThrowIfNull(available);
        ArgumentNullException.ThrowIfNull(expected);
        var prefix = basePrefix + ".";
        bool IsPrefixed(string name) => name.StartsWith(prefix, StringComparison.Ordinal);
        var (fileHasPrefix, modelHasPrefix) = (available.Any(entry => IsPrefixed(entry.Name)), expected.Any(parameter => IsPrefixed(parameter.Name)));
        string? NameInModel(string name) => (fileHasPrefix, modelHasPrefix) switch
        {
            (false, true) => prefix + name,
            (true, false) => IsPrefixed(name) ? name[prefix.Length..] : null,
            _ => name,
        };

        var wanted = expected.ToDictionary(static parameter => parameter.Name, StringComparer.Ordinal);
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (unexpected, misshapen) = (new List<string>(), new List<ShapeMismatch>());
        foreach (var entry in available)
        {
            if (NameInModel(Modern(entry.Name)) is not { } name)
            {
                unexpected.Add(entry.Name);
            }
            else if (!wanted.TryGetValue(name, out var parameter))
            {
                if (!Buffers.Any(buffer => name == buffer || name.EndsWith("." + buffer, StringComparison.Ordinal)))
                {
                    unexpected.Add(name);
                }
            }
            else if (!parameter.Shape.Equals(entry.Shape) || !IsFloatingPoint(entry.Type))
            {
                misshapen.Add(new ShapeMismatch(name, entry, parameter.Shape));
            }
            else if (!found.TryAdd(name, entry.Name))
            {
                throw new CheckpointException($"{entry.Name} and {found[name]} would both fill {name}.");
            }
        }

        var mismatched = misshapen.Select(static mismatch => mismatch.Name).ToHashSet(StringComparer.Ordinal);
        return new LoadingReport(
            found.ToImmutable(),
            [.. wanted.Keys.Where(name => !found.ContainsKey(name) && !mismatched.Contains(name)).Order(StringComparer.Ordinal)],
            [.. unexpected.Order(StringComparer.Ordinal)],
            [.. misshapen.OrderBy(static mismatch => mismatch.Name, StringComparer.Ordinal)]);
    }

    /// <summary>A few lines for the user, safe to print; at most ten names of each kind.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, "loaded", Found.Count, []);
        Append(text, "missing, newly initialised", Missing.Length, Missing);
        Append(text, "unexpected, not used", Unexpected.Length, Unexpected);
        Append(text, "of another shape, not loaded", Misshapen.Length, Misshapen.Select(static mismatch => mismatch.ToString()));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string what, int count, IEnumerable<string> names)
    {
        if (count == 0)
        {
            return;
        }

        text.Append(count).Append(" parameters ").Append(what).Append('\n');
        foreach (var name in names.Take(10))
        {
            text.Append("  ").Append(string.Concat(name.Select(static c => char.IsControl(c) ? '\uFFFD' : c))).Append('\n');
        }
    }

    private static bool IsFloatingPoint(TensorType type) => type is TensorType.F32 or TensorType.F64 or TensorType.F16 or TensorType.BF16;

    private static string Modern(string name) =>
        name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) ? name[..^"gamma".Length] + "weight"
        : name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? name[..^"beta".Length] + "bias"
        : name;
}
