using System.CommandLine;
using FakeNews.Trainer.Reports;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Files of one set: CSV (also .gz), Kaggle's True.csv and Fake.csv, JSON lines, records of the labels topic.", Arity = ArgumentArity.OneOrMore };
        var model = new Option<string>("--model") { Description = "The model package, a folder or .zip.", Required = true };
        var precision = new Option<string?>("--precision") { Description = "Which of the package's graphs: fp32, fp16, int8." };
        var name = new Option<string?>("--name") { Description = "What to call the set." };
        var data = new Option<string?>("--data") { Description = "Folder with other article sets: judges them too and makes the cross-corpus matrix." };
        var limit = new Option<int?>("--limit") { Description = "Articles of a set judged at most." };
        var counterfactuals = new Option<bool>("--counterfactuals") { Description = "Also judge the articles with datelines added and taken away and quotes swapped." };
        var json = new Option<string?>("--json") { Description = "Write all figures as JSON into this file; - prints them instead of the text." };
        var predictions = new Option<string?>("--predictions") { Description = "Write every article's probability and decision into this CSV file." };
        var output = new Option<string?>("--output") { Description = "Folder for report/index.html and report.md." };
        var run = new Option<string?>("--run") { Description = "Run folder of train, whose curves and options go into the report." };
        var leaks = new Option<bool>("--leaks") { Description = "Run the leak probes on the set and set them beside the model's score in the report." };
        var noTexts = new Option<bool>("--no-texts") { Description = "Leave third parties' titles and words out of the report, for one that is published." };
        var badRow = new Option<string>("--on-bad-row") { Description = "Leave a bad row out or stop at it.", DefaultValueFactory = _ => "skip" };
        badRow.AcceptOnlyFromAmong("skip", "stop");
        var command = new Command("evaluate", """
            Judges a labelled set with a model package as it is served, and measures everything.

            Example:
              fakenews-trainer evaluate --model models/demo True.csv Fake.csv
              fakenews-trainer evaluate --model models/demo horne2017.csv.gz --data ../shared/data --counterfactuals --leaks --output report
            """)
        {
            files, model, precision, name, data, limit, counterfactuals, json, predictions, output, run, leaks, noTexts, badRow,
        };
        command.SetAction(async (result, cancellation) =>
        {
            var options = new EvaluationOptions
            {
                Package = result.GetRequiredValue(model),
                Precision = result.GetValue(precision),
                Files = result.GetRequiredValue(files),
                Name = result.GetValue(name),
                DataFolder = result.GetValue(data),
                Limit = result.GetValue(limit),
                Counterfactuals = result.GetValue(counterfactuals),
                Attributions = result.GetValue(noTexts) || result.GetValue(output) is null ? 0 : 8,
                StopAtBadRow = result.GetValue(badRow) == "stop",
                Command = "fakenews-trainer " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
            };
            var evaluation = await new EvaluationRun(options, line => Console.Error.WriteLine(line), TimeProvider.System).RunAsync(cancellation);
            if (result.GetValue(json) is { } target && target != "-")
            {
                File.WriteAllText(target, EvaluationJson.Render(evaluation) + "\n");
            }

            Console.WriteLine(result.GetValue(json) == "-" ? EvaluationJson.Render(evaluation) : EvaluationText.Render(evaluation));
            if (result.GetValue(predictions) is { } rows)
            {
                Predictions.Write(rows, evaluation.Others.Prepend(evaluation.Set).Select(static set => set.Set));
            }

            if (result.GetValue(output) is { } folder)
            {
                var material = ReportMaterial.Gather(evaluation, options, result.GetValue(run), result.GetValue(leaks), !result.GetValue(noTexts));
                new EvaluationReport(material).Write(folder);
            }

            return 0;
        });
        return command;
    }
}
