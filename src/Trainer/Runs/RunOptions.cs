using System.Collections.Immutable;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Runs;

/// <summary>Everything a run of <c>train</c> depends on; written to its folder.</summary>
public sealed record RunOptions
{
    /// <summary>Folder with <c>isot/</c> and the other article sets.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the model package is written.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Where checkpoint and metrics are kept.</summary>
    public required string RunFolder { get; init; }

    /// <summary>The package's name.</summary>
    public string Name { get; init; } = "demo";

    /// <summary>The package's version.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>The network; its vocabulary size is the number of pieces that are learned at most.</summary>
    public MobileBertConfig Network { get; init; } = new();

    /// <summary>How it is trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Windows, titles, masked pieces; null trains on whole articles.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Names of the text masks, in their order.</summary>
    public ImmutableArray<string> Masks { get; init; } = [];

    /// <summary>Longest input at the validation after each epoch.</summary>
    public int ValidationTokens { get; init; } = 256;

    /// <summary>Folder of a pretrained encoder whose embeddings are the first ones of our pieces; null for random ones.</summary>
    public string? EmbeddingsFrom { get; init; }

    /// <summary>Articles of each label used at most; for trying the pipeline out.</summary>
    public int? Limit { get; init; }

    /// <summary>JSON lines with plain true sentences (<c>text</c>) to try the finished model on; not tried where there is no such file.</summary>
    public string Statements { get; init; } = Path.Combine("samples", "plain-statements.jsonl");

    /// <summary>Go on from the run folder's checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Do not train: pack the best weights that the run folder's checkpoint holds.</summary>
    public bool Finish { get; init; }

    /// <summary>Threads of a CPU computation.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
