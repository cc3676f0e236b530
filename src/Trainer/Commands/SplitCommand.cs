using System.CommandLine;
using System.Text.Json;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer split</c>: a part of the split that <c>train</c> makes with the same data and seed, as articles that the stream understands.</summary>
internal static class SplitCommand
{
    public static Command Create()
    {
        var run = new Option<string?>("--run") { Description = "Run folder of train, whose split it is." };
        var data = new Option<string?>("--data") { Description = "Folder with isot/isot_bodies.csv.gz, for the split of the preset demo." };
        var seed = new Option<int>("--seed") { Description = "The seed of the training run.", DefaultValueFactory = _ => new TrainingOptions().Seed };
        var part = new Option<string>("--part") { Description = "Which part.", DefaultValueFactory = _ => "held-out" };
        part.AcceptOnlyFromAmong("training", "validation", "held-out");
        var command = new Command("split", """
            Prints one part of the data as JSON lines {id, title, text, label}; label is 0 fake, 1 real.

            Example:
              fakenews-trainer split --data ../shared/data --part held-out > held-out.jsonl
              fakenews-trainer split --run runs/study --part held-out > held-out.jsonl
              fakenews replay held-out.jsonl --Kafka:BootstrapServers=localhost:9092
            """)
        {
            run, data, seed, part,
        };
        command.SetAction(result =>
        {
            static void Tell(BadRow row) => Console.Error.WriteLine(row.ToString());
            var split = (result.GetValue(run), result.GetValue(data)) switch
            {
                ({ } folder, null) => RunData.Read(folder, Tell).Split,
                (null, { } folder) => DataSplit.GroupedByTitle(new ArticleSets(folder, Tell).IsotBodies(), result.GetValue(seed)),
                _ => throw new ArgumentException("Give either --run, the folder of a run, or --data, the folder with ISOT."),
            };
            using var output = Console.OpenStandardOutput();
            Write(output, result.GetValue(part) switch
            {
                "training" => split.Training,
                "validation" => split.Validation,
                _ => split.HeldOut,
            });
        });
        return command;
    }

    private static void Write(Stream output, IReadOnlyList<LabelledArticle> articles)
    {
        using var writer = new Utf8JsonWriter(output);
        foreach (var article in articles)
        {
            writer.WriteStartObject();
            writer.WriteString("id", article.Id);
            writer.WriteString("title", article.Title);
            writer.WriteString("text", article.Text);
            writer.WriteNumber("label", article.Label);
            writer.WriteEndObject();
            writer.Flush();
            writer.Reset();
            output.WriteByte((byte)'\n');
        }
    }
}
