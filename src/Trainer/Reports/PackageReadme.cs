using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;
using FakeNews.Trainer.Variety;

namespace FakeNews.Trainer.Reports;

/// <summary>The package's <c>README.md</c>: what a person must know who uses the model and reads nothing else.</summary>
/// <param name="options">The run's.</param>
/// <param name="judgement">What came out.</param>
/// <param name="leftOut">The same recipe on sources it never saw; null where it was not tried.</param>
internal sealed class PackageReadme(RunOptions options, Judgement judgement, LeaveOneOutTable? leftOut = null)
{
    public string Text => $"""
        # The model `{options.Name}` {options.Version}

        {Origin()} It tells **manners of writing** apart and knows nothing of the world: it can't tell whether a text is true.

        {Invariant($"* On articles of the same collection that it never saw, {judgement.HeldOut.Metrics.Confusion.Accuracy:P1} are called rightly (ROC AUC {judgement.HeldOut.Metrics.RocAuc:F3}).")}
        * {Elsewhere()}

        {Table()}
        {LeftOut()}
        {Statements()}

        Use it to try the system out. Don't judge publishers or people by it. [The report](report/report.md) has the rest, the whole recipe too.

        Made by `fakenews-trainer train --preset {options.Preset}` with seed {options.Training.Seed} (the data are third-party texts and no part of the package; `report/held-out.txt` lists
        the ids never trained on).

        """;

    private string Origin()
    {
        var collection = options.Files.IsEmpty
            ? "ISOT: Reuters articles (label real) and articles of sites called unreliable (label fake), nearly all from 2016 and 2017 and on US and world politics."
            : "articles that were labelled fake and real.";
        var feedForward = options.Network is MobileBertConfig mobile ? $" ({mobile.FeedForwardNetworks} feed-forward networks in each)" : "";
        var beside = options.Variety?.Learned.ToList() is { Count: > 0 } learned ? $" It learned {learned.Count} other sets beside it, each with its share of what it saw: {string.Join(", ", learned)}." : "";
        var start = options.Start is { } package ? $"trained on from the package {Path.GetFileName(Path.TrimEndingDirectorySeparator(package))} with its {options.Network.VocabularySize} word pieces" : options.From is { } folder ? $"fine-tuned from {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}" : $"trained from scratch with about {options.Network.VocabularySize} word pieces of its own";
        return $"A {options.Network.Kind} of {options.Network.Depth} layers{feedForward}, {start} by `fakenews-trainer`, on {collection}{beside}";
    }

    private string Elsewhere() => judgement.OutOfSource.Count > 0
        ? "The rows below the first are **other sources**: what is worse there is what it learned of its own collection's publishers."
        : "What it does with **other sources** the second table says.";

    /// <summary>The table, and what the bounds mean, for a model of several sets; nothing for others.</summary>
    private string LeftOut()
    {
        if (options.Variety is not { } variety || !variety.Learned.Any())
        {
            return "";
        }

        var bounds = Invariant($"Even odds lie where fake and real are equally likely on the validation parts of all its sets, each set counting alike, as far as ISOT's bears it; flagged is what has a probability of fake of {judgement.Thresholds.Flag:G3} or more. That is **not** a promise of few false flags: on ISOT's validation part {judgement.Validation.Served.FalseFlagRate ?? 0:P1} of the real articles are flagged, on a source it does not know expect what the table says. Below the review bound lie at most {ThresholdChoice.Missed:P0} of ISOT's fake articles and {ThresholdChoice.MissedElsewhere:P0} of the other sets', again on validation.");
        var table = leftOut is null ? "" : $"""
            Each row below is a model of the very same recipe that never saw the set of the row, tried on it:

            {leftOut.Markdown()}

            These figures, not those of ISOT, say what to expect of news from anywhere else.


            """;
        return $"\n{table}{bounds}\n";
    }

    private string Table()
    {
        var rows = judgement.OutOfSource.Prepend(judgement.HeldOut).Select(Row);
        return string.Join('\n', rows.Prepend("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |").Prepend("| set | articles | accuracy | balanced accuracy | ROC AUC | weighted F1 | real flagged | fake flagged | sent to review |"));
    }

    private static string Row(SetEvaluation set)
    {
        var confusion = set.Metrics.Confusion;
        return Invariant($"| {set.Name} | {set.Set.Articles.Count} | {confusion.Accuracy:F4} | {confusion.BalancedAccuracy:F4} | {FigureTable.Number(set.Metrics.RocAuc)} | {confusion.Weighted.F1:F4} | {set.Served.FalseFlagRate ?? 0:P1} | {set.Served.Recall ?? 0:P1} | {set.ShareOf(Decision.Review):P1} |");
    }

    private string Statements() => judgement.Statements is { } tally
        ? $"Of {tally.Total} plain true sentences (`samples/plain-statements.jsonl`, such as \"Water boils at 100 degrees Celsius at sea level.\") it passes {tally.Passed}, sends {tally.Reviewed} to review and flags {tally.Flagged}. They are true, and should all pass: a sentence that is no news report does not sound like one, and that is all the model can hear."
        : "Plain true sentences were not tried.";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
