using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Reports;

/// <summary>The package's <c>README.md</c>: what a person must know who uses the model and reads nothing else.</summary>
/// <param name="options">The run's.</param>
/// <param name="judgement">What came out.</param>
internal sealed class PackageReadme(RunOptions options, Judgement judgement)
{
    public string Text => $"""
        # The model `{options.Name}` {options.Version}

        {Origin()} It tells **manners of writing** apart and knows nothing of the world: it can't tell whether a text is true.

        {Invariant($"* On articles of the same collection that it never saw, {judgement.HeldOut.Metrics.Confusion.Accuracy:P1} are called rightly (ROC AUC {judgement.HeldOut.Metrics.RocAuc:F3}).")}
        * The rows below the first are **other sources**: what is worse there is what it learned of its own collection's publishers.

        {Table()}

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
        var start = options.From is { } folder ? $"fine-tuned from {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}" : $"trained from scratch with about {options.Network.VocabularySize} word pieces of its own";
        return $"A {options.Network.Kind} of {options.Network.Depth} layers{feedForward}, {start} by `fakenews-trainer`, on {collection}";
    }

    private string Table()
    {
        var rows = judgement.OutOfSource.Prepend(judgement.HeldOut).Select(Row);
        return string.Join('\n', rows.Prepend("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |").Prepend("| set | articles | accuracy | balanced accuracy | ROC AUC | weighted F1 | real flagged | fake flagged | sent to review |"));
    }

    private static string Row(SetEvaluation set)
    {
        double Share(int label) => set.Set.Articles.Where(article => article.Label == label).Select(article => article.Decision == Decision.Flag ? 1.0 : 0.0).DefaultIfEmpty().Average();
        var confusion = set.Metrics.Confusion;
        return Invariant($"| {set.Name} | {set.Set.Articles.Count} | {confusion.Accuracy:F4} | {confusion.BalancedAccuracy:F4} | {FigureTable.Number(set.Metrics.RocAuc)} | {confusion.Weighted.F1:F4} | {Share(1):P1} | {Share(0):P1} | {set.ShareOf(Decision.Review):P1} |");
    }

    private string Statements() => judgement.Statements is { } tally
        ? $"Of {tally.Total} plain true sentences (`samples/plain-statements.jsonl`, such as \"Water boils at 100 degrees Celsius at sea level.\") it passes {tally.Passed}, sends {tally.Reviewed} to review and flags {tally.Flagged}. They are true, and should all pass: a sentence that is no news report does not sound like one, and that is all the model can hear."
        : "Plain true sentences were not tried.";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
