using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Served;

/// <summary>Everything <c>evaluate</c> found out.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Manifest">Its package's manifest.</param>
/// <param name="Precision">Of the graph that ran.</param>
/// <param name="Command">The exact command.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="Duration">From start to the end of judging.</param>
/// <param name="BadRows">Rows of the files that hold no labelled article.</param>
/// <param name="Set">The set asked about.</param>
/// <param name="Others">Other sets of the data folder.</param>
/// <param name="CrossCorpus">Null where no data folder was given.</param>
/// <param name="Counterfactuals">Empty where they were not asked for.</param>
/// <param name="Attributions">Of the worst errors; empty where texts are left out.</param>
public sealed record ServedEvaluation(
    ModelIdentity Model,
    ModelManifest Manifest,
    string Precision,
    string Command,
    string Machine,
    TimeSpan Duration,
    int BadRows,
    SetEvaluation Set,
    IReadOnlyList<SetEvaluation> Others,
    CrossCorpusMatrix? CrossCorpus,
    IReadOnlyList<CounterfactualResult> Counterfactuals,
    IReadOnlyList<AttributedError> Attributions);
