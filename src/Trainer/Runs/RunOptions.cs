using System.Collections.Immutable;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Runs;

/// <summary>Everything a run of <c>train</c> depends on; written to its folder.</summary>
public sealed record RunOptions
{
    /// <summary>The recipe that it began as.</summary>
    public string Preset { get; init; } = "demo";

    /// <summary>Article files of one set; empty for ISOT's bodies in <see cref="DataFolder"/>.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Folder with <c>isot/</c> and the other article sets, on which a finished model is tried; null where there is none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where the model package is written.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Where checkpoint and metrics are kept.</summary>
    public required string RunFolder { get; init; }

    /// <summary>The package's name.</summary>
    public string Name { get; init; } = "demo";

    /// <summary>The package's version.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>Folder of a pretrained network as Hugging Face stores it, with its vocabulary; null trains from scratch.</summary>
    public string? From { get; init; }

    /// <summary>A package, folder or .zip, whose network and word pieces are trained on from; null for none.</summary>
    public string? Start { get; init; }

    /// <summary>Other sets to learn beside ISOT, and how; null learns one set alone.</summary>
    public VarietyOptions? Variety { get; init; }

    /// <summary>The network; from scratch, its vocabulary size is the number of pieces that are learned at most. A pretrained network's is read from its folder.</summary>
    public NetworkConfig Network { get; init; } = new MobileBertConfig();

    /// <summary>How it is trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Windows, titles, masked pieces; null trains on whole articles.</summary>
    public AugmentationOptions? Augmentation { get; init; }

    /// <summary>Names of the text masks, in their order.</summary>
    public ImmutableArray<string> Masks { get; init; } = [];

    /// <summary>Longest input at the validation after each epoch.</summary>
    public int ValidationTokens { get; init; } = 256;

    /// <summary>Length of the first of two steps of reading; 0 reads at once. Default 128; it counts where the model reads more.</summary>
    public int CascadeTokens { get; init; } = 128;

    /// <summary>Largest share of validation's decisions that reading in two steps may make otherwise. Default 0.001.</summary>
    public double FlipBudget { get; init; } = 0.001;

    /// <summary>Folder of a pretrained encoder whose embeddings are the first ones of our pieces; null for random ones.</summary>
    public string? EmbeddingsFrom { get; init; }

    /// <summary>Articles of each label used at most; for trying the pipeline out.</summary>
    public int? Limit { get; init; }

    /// <summary>What the split keeps together.</summary>
    public SplitKind Split { get; init; }

    /// <summary>Decides the split; null for the training's seed.</summary>
    public int? SplitSeed { get; init; }

    /// <summary>What is done with articles that occur more than once, before the split.</summary>
    public Repetitions Repetitions { get; init; }

    /// <summary>Stop at a row that holds no labelled article, instead of leaving it out.</summary>
    public bool StopAtBadRow { get; init; }

    /// <summary>Run the leak probes on the set and report them beside the model's score.</summary>
    public bool Leaks { get; init; }

    /// <summary>The command line, for the run's report; null where there was none.</summary>
    public string? Command { get; init; }

    /// <summary>JSON lines with plain true sentences (<c>text</c>) to try the finished model on; not tried where there is no such file.</summary>
    public string Statements { get; init; } = Path.Combine("samples", "plain-statements.jsonl");

    /// <summary>Go on from the run folder's checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Do not train: pack the best weights that the run folder's checkpoint holds.</summary>
    public bool Finish { get; init; }

    /// <summary>Threads of a CPU computation.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
