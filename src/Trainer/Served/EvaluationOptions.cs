namespace FakeNews.Trainer.Served;

/// <summary>What <c>evaluate</c> does.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The model package, a folder or .zip.</summary>
    public required string Package { get; init; }

    /// <summary>Of the graph; null for the package's default.</summary>
    public string? Precision { get; init; }

    /// <summary>Files of one set.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The set's name; null takes it from the files.</summary>
    public string? Name { get; init; }

    /// <summary>Folder with other sets, for the cross-corpus matrix; or null.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Articles of a set judged at most; null judges all.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether to try counterfactuals.</summary>
    public bool Counterfactuals { get; init; }

    /// <summary>Misclassified articles whose words are attributed.</summary>
    public int Attributions { get; init; } = 8;

    /// <summary>Whether the first row without a labelled article stops the run.</summary>
    public bool StopAtBadRow { get; init; }

    /// <summary>The exact command, for the report.</summary>
    public string Command { get; init; } = "";
}
