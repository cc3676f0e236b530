namespace FakeNews.Trainer.Export;

/// <summary>A graph that <c>export</c> writes.</summary>
/// <param name="Name"><c>fp32</c>, <c>fp16</c>, <c>int8</c> or <c>plain</c>.</param>
/// <param name="Precision">What it computes in.</param>
/// <param name="ForServing">For our own serving, which gives a batch rows of equal length; else a plain graph with the usual inputs.</param>
public sealed record GraphKind(string Name, GraphPrecision Precision, bool ForServing)
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<GraphKind> All { get; } =
    [
        new("fp32", GraphPrecision.Fp32, ForServing: true),
        new("fp16", GraphPrecision.Fp16, ForServing: true),
        new("int8", GraphPrecision.Bytes, ForServing: true),
        new("plain", GraphPrecision.Fp32, ForServing: false),
    ];

    /// <summary>Its path in a package.</summary>
    public string File => this switch
    {
        { ForServing: false } => "plain/model.onnx",
        { Precision: GraphPrecision.Fp32 } => "model.onnx",
        _ => $"model.{Name}.onnx",
    };

    /// <summary>Finds kinds by their names, separated by commas; in the order of <see cref="All"/>.</summary>
    /// <exception cref="ArgumentException">There is no such kind; the message lists those there are.</exception>
    public static IReadOnlyList<GraphKind> Parse(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var wanted = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return wanted.Count > 0 && wanted.FirstOrDefault(name => All.All(kind => kind.Name != name)) is not { } unknown
            ? [.. All.Where(kind => wanted.Contains(kind.Name))]
            : throw new ArgumentException($"--precision lists '{names}'; the graphs are {string.Join(", ", All.Select(kind => kind.Name))}, separated by commas.", nameof(names));
    }
}
