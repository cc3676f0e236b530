using System.CommandLine;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Leaks;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer leaks</c>.</summary>
internal static class LeaksCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Article files of one set; articles of the same id are joined.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output") { Description = "Folder for leaks.txt and leaks.png." };
        var accuracy = new Option<double?>("--model-accuracy") { Description = "What a model reaches on the set, to compare with." };
        var seed = new Option<int>("--seed") { Description = "Decides the split, 70:15:15 and grouped by title.", DefaultValueFactory = _ => 42 };
        var command = new Command(
            "leaks",
            "Shows what trivial probes reach on a set: subject + date, length, punctuation, dateline and so on.\n\nExample:\n  fakenews-trainer leaks isot_bodies.csv.gz isot_titles_full.csv.gz --output report")
        {
            files, output, accuracy, seed,
        };
        command.SetAction((result, _) =>
        {
            var left = 0;
            var articles = ArticleJoin.ById(result.GetRequiredValue(files).SelectMany(file => ArticleFile.Read(file, _ => left++)));
            var split = DataSplit.GroupedByTitle(articles, result.GetValue(seed));
            var report = LeakReport.Measure(split.Training, [.. split.Validation, .. split.HeldOut], probe => Console.Error.WriteLine($"{probe} ..."));
            var text = $"{report.ToTable()}\n{report.InWords(result.GetValue(accuracy))}\n";
            Console.Write($"{articles.Count} articles, {left} rows left out\n\n{text}");
            if (result.GetValue(output) is { } folder)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, "leaks.txt"), text);
                LeakChart.Save(report, Path.Combine(folder, "leaks.png"), result.GetValue(accuracy));
            }

            return Task.FromResult(0);
        });
        return command;
    }
}
