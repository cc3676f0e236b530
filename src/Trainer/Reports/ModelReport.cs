using System.Globalization;
using System.Text;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Reports;

/// <summary>The package's <c>README.md</c> and <c>report/</c>: what a person needs to know before trusting the model.</summary>
/// <param name="options">The run.</param>
/// <param name="data">What it learned from.</param>
/// <param name="judgement">What came out.</param>
/// <param name="metrics">How training went.</param>
/// <param name="badRows">Rows of the files that held no labelled article.</param>
public sealed class ModelReport(RunOptions options, RunData data, Judgement judgement, MetricsTable metrics, int badRows)
{
    /// <summary>All files by their path in the package.</summary>
    public IReadOnlyDictionary<string, byte[]> Files()
    {
        var sets = judgement.OutOfSource.Prepend(judgement.HeldOut).ToList();
        return new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["README.md"] = Encoding.UTF8.GetBytes(Readme()),
            ["report/report.md"] = Encoding.UTF8.GetBytes(Report()),
            ["report/held-out.txt"] = Encoding.UTF8.GetBytes(string.Concat(data.Split.HeldOut.Select(article => article.Id).Order(StringComparer.Ordinal).Select(id => id + "\n"))),
            ["report/confusion.png"] = Figures.Confusion(judgement.HeldOut.Metrics.Confusion),
            ["report/curves.png"] = Figures.Curves(metrics),
            ["report/reliability.png"] = Figures.Reliability(judgement.HeldOut.Metrics.Reliability),
            ["report/sets.png"] = Figures.Sets(sets),
        };
    }

    private string Readme()
    {
        var (accuracy, network) = (judgement.HeldOut.Metrics.Confusion.Accuracy, options.Network);
        return $"""
            # The model `{options.Name}` {options.Version}

            A MobileBERT of {network.Layers} layers ({network.FeedForwardNetworks} feed-forward networks in each, about {options.Network.VocabularySize} word pieces of its own), trained from scratch by
            `fakenews-trainer` on ISOT: Reuters articles (label real) and articles of sites called unreliable (label fake), nearly all from **2016 and 2017** and on
            US and world politics. It tells these two **manners of writing** apart. It knows nothing of the world: it can't tell whether a text is true.

            {Invariant($"* On ISOT articles it never saw, with all masks on, {accuracy:P1} are called rightly (ROC AUC {judgement.HeldOut.Metrics.RocAuc:F3}).")}
            * On articles from **other sources** it is much worse, and it calls far too many real ones fake:

            {Table()}

            {Statements()}

            Use it to try the system out. Don't judge publishers or people by it. [The report](report/report.md) has the rest.

            Made by one command, with a fixed seed (the data are third-party texts and no part of the project; `report/held-out.txt` lists the ids never trained on):

            ```
            {Command()}
            ```

            """;
    }

    private string Report()
    {
        var (heldOut, thresholds) = (judgement.HeldOut, judgement.Thresholds);
        var text = new StringBuilder();
        text.AppendLine($"# Report on `{options.Name}` {options.Version}").AppendLine();
        text.AppendLine("Labels: 0 fake, 1 real. Every figure is of the network that is served: folded, its matrices rounded to half precision, its logits divided by the temperature.").AppendLine();
        text.AppendLine("## How far to trust it").AppendLine();
        text.AppendLine(Invariant($"It was trained and measured on one collection whose two classes come from different publishers. {heldOut.Metrics.Confusion.Accuracy:P1} on held-out articles of that collection says that it tells *those publishers* apart, with datelines, bylines, site furniture, links, quote style and capital titles masked; a bag of words with logistic regression reaches 97.9 % with such masks. The table shows what is left elsewhere.")).AppendLine();
        text.AppendLine(Table()).AppendLine();
        text.AppendLine("Balanced accuracy of 0.5 and ROC AUC of 0.5 are chance. *Flagged* and *sent to review* are the decisions at the thresholds below.").AppendLine();
        text.AppendLine("![ROC AUC by set](sets.png)").AppendLine();
        text.AppendLine(Statements()).AppendLine();
        text.AppendLine("## Held-out ISOT articles").AppendLine();
        text.AppendLine("```").AppendLine(heldOut.Metrics.Report.TrimEnd()).AppendLine("```").AppendLine();
        text.AppendLine("![Confusion matrix](confusion.png)").AppendLine();
        text.AppendLine(Invariant($"Matthews {heldOut.Metrics.Confusion.Matthews:F4}, ROC AUC {heldOut.Metrics.RocAuc:F4}, average precision of fake {heldOut.Metrics.AveragePrecisionOfFake:F4}, Brier {heldOut.Metrics.Brier:F4}, log loss {heldOut.Metrics.LogLoss:F4}.")).AppendLine();
        text.AppendLine("## Calibration and thresholds").AppendLine();
        text.AppendLine(Invariant($"Temperature {judgement.Calibration.Temperature:F4}, fitted on validation: calibration error there {judgement.Calibration.ErrorBefore:F4} before, {judgement.Calibration.ErrorAfter:F4} after; on held-out articles {heldOut.Metrics.ExpectedCalibrationError:F4}. It holds for ISOT; on other sources the probabilities are too sure.")).AppendLine();
        text.AppendLine(Invariant($"Flag at {thresholds.Flag:F3} and above: at most {ThresholdChoice.FalseFlags:P0} of validation's real articles. Review from {thresholds.Review:F3}: at most {ThresholdChoice.Missed:P0} of validation's fake articles pass below it.")).AppendLine();
        text.AppendLine("![Reliability](reliability.png)").AppendLine();
        text.AppendLine("## Data").AppendLine();
        text.AppendLine($"{data.Fingerprint.Description}. Split: {data.Fingerprint.Split}; {data.Fingerprint.Rows.Training} training, {data.Fingerprint.Rows.Validation} validation, {data.Fingerprint.Rows.HeldOut} held out (`held-out.txt`). Rows that held no labelled article and were left out: {badRows}.").AppendLine();
        text.AppendLine($"sha256 over the rows: `{data.Fingerprint.Sha256}`. Masks: {string.Join(", ", options.Masks)}. Longest input: {options.Training.MaximumTokens} tokens.").AppendLine();
        text.AppendLine("## Training").AppendLine();
        text.AppendLine(Training()).AppendLine();
        text.AppendLine("| epoch | training loss | validation loss | accuracy | weighted F1 |").AppendLine("| ---: | ---: | ---: | ---: | ---: |");
        foreach (var epoch in metrics.Epochs)
        {
            text.AppendLine(Invariant($"| {epoch.Epoch} | {epoch.TrainingLoss:F4} | {epoch.ValidationLoss:F4} | {epoch.Accuracy:F4} | {epoch.WeightedF1:F4} |"));
        }

        text.AppendLine().AppendLine($"Validation cut at {options.ValidationTokens} tokens, before folding and rounding. The epoch with the best weighted F1 is the model.").AppendLine();
        text.AppendLine("![Loss](curves.png)").AppendLine();
        text.AppendLine("```").AppendLine(Command()).AppendLine("```");
        return text.ToString();
    }

    private string Training()
    {
        var (training, augmentation) = (options.Training, options.Augmentation);
        var recipe = Invariant($"{training.Epochs} epochs, batch {training.BatchRows * training.Accumulation}, AdamW at {training.LearningRate:G3} with {training.WarmUpSteps} warm-up steps, then linear to 0, weight decay {training.WeightDecay:G3}, gradients clipped at {training.MaximumNorm:G3}, label smoothing {training.LabelSmoothing:G3}, seed {training.Seed}.");
        if (augmentation is not null)
        {
            recipe += Invariant($" In each epoch every article gives one random window of {augmentation.ShortestWindow} to {augmentation.LongestWindow} pieces of its body ({augmentation.AtHead:P0} from its head), {augmentation.WithTitle:P0} of them with the title, and {augmentation.TitlesPerEpoch} titles are read alone; up to {augmentation.Masked:P0} of the pieces are masked.");
        }

        return recipe + (options.EmbeddingsFrom is { } source
            ? $" The word pieces took their first embeddings from those of {Path.GetFileName(Path.TrimEndingDirectorySeparator(source))} (mean of the pieces that spell them, principal components)."
            : "");
    }

    private string Table()
    {
        var text = new StringBuilder();
        text.AppendLine("| set | articles | accuracy | balanced accuracy | ROC AUC | weighted F1 | real flagged | fake flagged | sent to review |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var set in judgement.OutOfSource.Prepend(judgement.HeldOut))
        {
            var decisions = set.ProbabilityOfReal(judgement.Calibration.Temperature).Select(real => judgement.Thresholds.Decide(1 - real)).ToArray();
            double Share(Decision decision, int? label) => decisions.Zip(set.Samples)
                .Where(pair => label is null || pair.Second.Label == label)
                .Select(pair => pair.First == decision ? 1.0 : 0.0).DefaultIfEmpty().Average();
            var confusion = set.Metrics.Confusion;
            text.AppendLine(Invariant($"| {(set == judgement.HeldOut ? "ISOT, held out" : set.Name)} | {set.Samples.Count} | {confusion.Accuracy:F4} | {confusion.BalancedAccuracy:F4} | {set.Metrics.RocAuc:F4} | {confusion.Weighted.F1:F4} | {Share(Decision.Flag, 1):P1} | {Share(Decision.Flag, 0):P1} | {Share(Decision.Review, null):P1} |"));
        }

        return text.ToString().TrimEnd();
    }

    private string Statements() => judgement.Statements is { } tally
        ? $"Of {tally.Total} plain true sentences (`samples/plain-statements.jsonl`, such as \"Water boils at 100 degrees Celsius at sea level.\") it passes {tally.Passed}, sends {tally.Reviewed} to review and flags {tally.Flagged}. They are true, and should all pass: a sentence that is no news report does not sound like Reuters, and that is all the model can hear."
        : "Plain true sentences were not tried.";

    private string Command()
    {
        var preset = $"dotnet run -c Release --project src/Trainer -- train --preset demo --data ../shared/data --output models/{options.Name}";
        return options.EmbeddingsFrom is { } source ? $"{preset} \\\n  --embeddings-from ../shared/models/{Path.GetFileName(Path.TrimEndingDirectorySeparator(source))}" : preset;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
