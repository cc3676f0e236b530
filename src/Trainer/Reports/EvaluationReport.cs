using System.Globalization;
using System.Text;
using FakeNews.Grains.Models;
using FakeNews.Trainer.Leaks;
using FakeNews.Trainer.Reports.Documents;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Served;
using ScottPlot;

namespace FakeNews.Trainer.Reports;

/// <summary>
/// <c>index.html</c> (one self-contained file) and <c>report.md</c> with its pictures: what a person who never saw the project needs to know before trusting a model.
/// </summary>
/// <param name="material">What it says.</param>
public sealed class EvaluationReport(ReportMaterial material)
{
    private readonly ServedEvaluation _evaluation = material.Evaluation;

    /// <summary>Writes both into a folder, which is made where it is missing.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in Files())
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    /// <summary>All files by their names: the page, the Markdown and its pictures.</summary>
    public IReadOnlyDictionary<string, byte[]> Files()
    {
        List<ReportBlock> blocks = [.. Blocks()];
        var files = blocks.OfType<ReportBlock.Picture>().ToDictionary(picture => picture.Name + ".png", picture => picture.Png, StringComparer.Ordinal);
        files.Add("index.html", Encoding.UTF8.GetBytes(HtmlRendering.Render($"{_evaluation.Model.Name} {_evaluation.Model.Version} on {_evaluation.Set.Name}", blocks)));
        files.Add("report.md", Encoding.UTF8.GetBytes(MarkdownRendering.Render(blocks)));
        return files;
    }

    private IEnumerable<ReportBlock> Blocks() =>
    [
        new ReportBlock.Heading(1, $"Report on {_evaluation.Model.Name} {_evaluation.Model.Version}"),
        new ReportBlock.Paragraph(material.How ?? $"Judged {_evaluation.Set.Name} through the package as it is served: its text recipe and masks, its {_evaluation.Precision} graph in ONNX Runtime, its calibration and thresholds. Labels: 0 fake, 1 real."),
        .. _evaluation.Model.Sha256.Length == 0 ? (IEnumerable<ReportBlock>)[] : [new ReportBlock.Paragraph($"sha256 of the package: {_evaluation.Model.Sha256}.")],
        new ReportBlock.Heading(2, "How far to trust it"),
        .. TrustInWords.Of(material).Select(sentence => new ReportBlock.Paragraph(sentence)),
        .. Figures(_evaluation.Set),
        .. Errors(),
        .. Calibrated(),
        .. Across(),
        .. Probes(),
        .. Counterfactuals(),
        .. Training(),
        .. Card(),
    ];

    private static IEnumerable<ReportBlock> Figures(SetEvaluation set)
    {
        yield return new ReportBlock.Heading(2, $"Figures on {set.Name}");
        yield return new ReportBlock.Code(set.Metrics.Report);
        yield return new ReportBlock.Picture("confusion", "Confusion matrix", EvaluationFigures.Confusion(set.Metrics.Confusion));
        yield return new ReportBlock.Table(["figure", "value", "95 % from", "to"], [.. FigureTable.Rows(set)]);
        if (EvaluationFigures.Curves(set.Set.Rows) is { } curves)
        {
            yield return new ReportBlock.Picture("roc", "ROC curve", curves.Roc);
            yield return new ReportBlock.Picture("precision-recall", "Precision and recall of fake", curves.PrecisionRecall);
        }

        yield return new ReportBlock.Picture("reliability", "What was claimed against what came true", EvaluationFigures.Reliable(set.Metrics.Reliability));
        yield return new ReportBlock.Picture("coverage", "Error of the surest articles", EvaluationFigures.Coverage(set.Coverage));
        foreach (var (name, title, slices) in new[] { ("length", "By length", set.ByLength), ("time", "By time", set.ByTime) })
        {
            if (slices is [{ Name: SetSlices.NoDate }])
            {
                continue;
            }

            yield return new ReportBlock.Heading(3, title);
            yield return new ReportBlock.Table(["slice", "fake", "real", "accuracy", "ROC AUC"], [.. slices.Select(FigureTable.Row)]);
            yield return new ReportBlock.Picture(name, title, EvaluationFigures.Slices(slices, title));
        }
    }

    private IEnumerable<ReportBlock> Errors()
    {
        var wrong = _evaluation.Set.Set.Articles.Where(article => !article.IsRight).OrderByDescending(article => Math.Abs(article.FakeProbability - 0.5)).ToList();
        yield return new ReportBlock.Heading(2, "What it got wrong");
        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{wrong.Count} of {_evaluation.Set.Set.Articles.Count} articles; the surest errors come first."));
        if (!material.WithTexts)
        {
            yield return new ReportBlock.Paragraph("Titles and words are left out: they are third parties' texts, and this report is published. The ids say which articles.");
        }

        yield return new ReportBlock.Table(
            [material.WithTexts ? "title" : "id", "truth", "probability of fake", "tokens"],
            [.. wrong.Take(40).Select(article => (IReadOnlyList<string>)[material.WithTexts ? article.Title : article.Id, article.Label == 0 ? "fake" : "real", FigureTable.Number(article.FakeProbability), $"{article.Tokens}"])]);
        if (!material.WithTexts || _evaluation.Attributions.Count == 0)
        {
            yield break;
        }

        yield return new ReportBlock.Heading(3, "What the words spoke for");
        yield return new ReportBlock.Paragraph("Each of the first words was left out in turn. Red speaks for fake, blue for real, strong ones most; the darkest word of an article moved it most.");
        foreach (var error in _evaluation.Attributions)
        {
            var largest = error.Words.Select(word => Math.Abs(word.TowardsFake)).DefaultIfEmpty(1).Max();
            yield return new ReportBlock.Paragraph($"{(error.Article.Label == 0 ? "Fake" : "Real")}, called {(error.Article.Label == 0 ? "real" : "fake")} with {FigureTable.Number(error.Article.FakeProbability)} for fake:");
            yield return new ReportBlock.Words([.. error.Words.Select(word => (word.Word, largest == 0 ? 0 : word.TowardsFake / largest))]);
        }
    }

    private IEnumerable<ReportBlock> Calibrated()
    {
        if (material is not { Calibration: { } calibration, Thresholds: { } thresholds })
        {
            yield break;
        }

        yield return new ReportBlock.Heading(2, "Calibration and thresholds");
        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Logits are divided by {calibration.Temperature:F4}, fitted on validation: calibration error there {calibration.ErrorBefore:F4} before, {calibration.ErrorAfter:F4} after. It holds for articles like those; on other sources the probabilities are too sure."));
        if (material.Cascade is { } cascade)
        {
            yield return new ReportBlock.Paragraph($"Reading in two steps, set on validation. {cascade.Words}");
        }

        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Flag at {thresholds.Flag:F3} and above: at most {ThresholdChoice.FalseFlags:P0} of validation's real articles. Review from {thresholds.Review:F3}: at most {ThresholdChoice.Missed:P0} of validation's fake articles pass below it."));
    }

    private IEnumerable<ReportBlock> Across()
    {
        if (_evaluation.Others.Count == 0)
        {
            yield break;
        }

        yield return new ReportBlock.Heading(2, "Across sets");
        yield return new ReportBlock.Table(["set", "articles", "accuracy", "ROC AUC", "balanced accuracy served", "real flagged", "fake flagged", "to review"], [.. _evaluation.Others.Select(FigureTable.SetRow)]);
        if (_evaluation.CrossCorpus is not { } matrix)
        {
            yield break;
        }

        yield return new ReportBlock.Paragraph("Rows of the matrix say who judged: the model, and bags of words learned from one set each. A set judged by the bag of words that learned from its own other articles shows what is easy about it; the rest shows what carries over.");
        yield return new ReportBlock.Table(["judge", .. matrix.Columns], [.. matrix.Rows.Select(row => (IReadOnlyList<string>)[row.Judge, .. row.RocAuc.Select(FigureTable.Number)])]);
        yield return new ReportBlock.Picture("across", "ROC AUC across sets", EvaluationFigures.CrossCorpus(matrix));
    }

    private IEnumerable<ReportBlock> Probes()
    {
        if (material.Leaks is not { } leaks)
        {
            yield break;
        }

        yield return new ReportBlock.Heading(2, "What reaches how much without reading");
        yield return new ReportBlock.Paragraph(leaks.InWords(_evaluation.Set.Metrics.Confusion.Accuracy));
        yield return new ReportBlock.Code(leaks.ToTable());
        using var plot = LeakChart.Draw(leaks, _evaluation.Set.Metrics.Confusion.Accuracy);
        yield return new ReportBlock.Picture("leaks", "Accuracy of the probes", plot.GetImageBytes(900, 500, ImageFormat.Png));
    }

    private IEnumerable<ReportBlock> Counterfactuals()
    {
        if (_evaluation.Counterfactuals.Count == 0)
        {
            yield break;
        }

        yield return new ReportBlock.Heading(2, "Changes that should change nothing");
        yield return new ReportBlock.Table(
            ["change", "articles", "labels flipped", "decisions changed", "mean shift towards fake"],
            [.. _evaluation.Counterfactuals.Select(result => (IReadOnlyList<string>)[result.Counterfactual.Description, $"{result.Changed}", FigureTable.Number(result.LabelFlips), FigureTable.Number(result.DecisionFlips), FigureTable.Number(result.MeanShift)])]);
    }

    private IEnumerable<ReportBlock> Training()
    {
        if (material.Training is not { Steps.Count: > 0 } training)
        {
            yield break;
        }

        yield return new ReportBlock.Heading(2, "Training");
        yield return new ReportBlock.Table(
            ["epoch", "training loss", "validation loss", "accuracy", "weighted F1"],
            [.. training.Epochs.Select(epoch => (IReadOnlyList<string>)[$"{epoch.Epoch}", .. new double?[] { epoch.TrainingLoss, epoch.ValidationLoss, epoch.Accuracy, epoch.WeightedF1 }.Select(FigureTable.Number)])]);
        yield return new ReportBlock.Picture("curves", "Loss", TrainingFigures.Curves(training));
        if (material.RunOptions is { } options)
        {
            yield return new ReportBlock.Code(options);
        }
    }

    private IEnumerable<ReportBlock> Card()
    {
        var (manifest, set) = (_evaluation.Manifest, _evaluation.Set.Set);
        yield return new ReportBlock.Heading(2, "Data card");
        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"Judged here: {set.Name}, {set.Articles.Count} articles ({set.Articles.Count(article => article.Label == 0)} fake), {set.Unscored} without anything to judge, {_evaluation.BadRows} bad rows left out; {set.Articles.Count(article => article.Tokens > manifest.MaximumTokens)} were longer than the model reads ({manifest.MaximumTokens} tokens){InTwoSteps(manifest.Cascade, set)}."));
        static string InTwoSteps(CascadeRecipe? cascade, ScoredSet judged) => cascade is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; {judged.Articles.Count(article => article.Read == cascade.Tokens && article.Tokens > cascade.Tokens)} were judged on their first {cascade.Tokens} tokens");
        yield return new ReportBlock.Paragraph($"The model learned from: {manifest.Data.Description}. Split: {manifest.Data.Split}; {manifest.Data.Rows.Training} training, {manifest.Data.Rows.Validation} validation, {manifest.Data.Rows.HeldOut} held out. sha256 over the rows: {manifest.Data.Sha256}. Where the set judged here is among these, its figures say how well the model remembers.");
        yield return new ReportBlock.Paragraph($"Masks: {(manifest.Text.Masks.IsEmpty ? "none" : string.Join(", ", manifest.Text.Masks))}.");
        if (_evaluation.Command.Length == 0)
        {
            yield break;
        }

        yield return new ReportBlock.Heading(2, "How this was made");
        yield return new ReportBlock.Code(_evaluation.Command);
        yield return new ReportBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{_evaluation.Machine}; {_evaluation.Duration.TotalSeconds:F0} seconds."));
    }
}
