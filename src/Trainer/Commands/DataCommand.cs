using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer data</c>.</summary>
internal static class DataCommand
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Files of one set, as for evaluate.", Arity = ArgumentArity.OneOrMore };
        var by = new Option<SplitKind>("--split") { Description = "What the split keeps together: title, source, date, or nothing (random, the study's).", DefaultValueFactory = _ => SplitKind.Title };
        var seed = new Option<int>("--seed") { Description = "Of the shuffling.", DefaultValueFactory = _ => 42 };
        var near = new Option<double>("--near") { Description = "Share of common runs of five words from which articles repeat each other; above 1 looks for exact repetitions only.", DefaultValueFactory = _ => Deduplication.DefaultSimilarity };
        var keep = new Option<bool>("--keep-repetitions") { Description = "Take no repetitions out." };
        var badRow = new Option<string>("--on-bad-row") { Description = "Leave a bad row out or stop at it.", DefaultValueFactory = _ => "skip" };
        badRow.AcceptOnlyFromAmong("skip", "stop");
        var output = new Option<string?>("--output") { Description = "Folder for training.jsonl, validation.jsonl, held-out.jsonl and data.json." };
        var command = new Command("data", """
            Reads a set, takes repetitions out, splits it 70:15:15, and says what it found.

            Example:
              fakenews-trainer data True.csv Fake.csv --split random --output isot
            """)
        {
            files, by, seed, near, keep, badRow, output,
        };
        command.SetAction(result =>
        {
            var badRows = new BadRows(result.GetValue(badRow) == "stop", Console.Error.WriteLine);
            var articles = result.GetRequiredValue(files).SelectMany(file => ArticleFile.Read(file, badRows.Report));
            var similarity = result.GetValue(near);
            var set = result.GetValue(keep)
                ? DeduplicatedSet.Untouched(articles)
                : Deduplication.Apply(articles, similarity > 1 ? null : similarity);
            var card = DataCard.Of(set, badRows.Count, result.GetValue(by), result.GetValue(seed));
            Console.WriteLine(card.Text);
            if (result.GetValue(output) is { } folder)
            {
                Directory.CreateDirectory(folder);
                foreach (var (name, part) in new[] { ("training", card.Split.Training), ("validation", card.Split.Validation), ("held-out", card.Split.HeldOut) })
                {
                    File.WriteAllLines(Path.Combine(folder, name + ".jsonl"), part.Select(article => JsonSerializer.Serialize(article, Lines)));
                }

                File.WriteAllText(Path.Combine(folder, "data.json"), JsonSerializer.Serialize(card.Fingerprint, Readable) + "\n");
            }
        });
        return command;
    }
}
