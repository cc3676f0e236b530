using System.CommandLine;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Packages;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer export</c>.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Option<string?>("--run") { Description = "Run folder of train: its best weights, folded and rounded as the package's." };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "A model as Hugging Face stores it: config.json, vocab.txt, weights." };
        var precision = new Option<string>("--precision") { Description = "Which graphs: fp32, fp16, int8 (for our serving), plain (usual inputs, for other runtimes).", DefaultValueFactory = _ => "fp32,int8,plain" };
        var output = new Option<string>("--output") { Description = "Folder for the graphs and export.json; the run's package gets them with golden examples and figures in its manifest.", Required = true };
        var validation = new Option<string[]>("--validation") { Description = "Article files on which graph and network are compared; a run has its own validation part. Without any, short sentences of our own.", AllowMultipleArgumentsPerToken = true };
        var limit = new Option<int>("--limit") { Description = "Articles compared at most.", DefaultValueFactory = _ => 2000 };
        var noSpeed = new Option<bool>("--no-speed") { Description = "Measure no speed, so that the same weights give the same manifest on every machine." };
        var command = new Command("export", """
            Writes ONNX graphs of a trained network; a graph is accepted only where it agrees with the network on validation.
            One that does not is left out, and the exit code is 1.

            Example:
              fakenews-trainer export --run runs/demo --precision int8,plain --output models/demo
              fakenews-trainer export --checkpoint distilbert --precision plain --validation isot_bodies.csv.gz --output onnx
            """)
        {
            run, checkpoint, precision, output, validation, limit, noSpeed,
        };
        command.SetAction(result =>
        {
            var kinds = GraphKind.Parse(result.GetRequiredValue(precision));
            var folder = result.GetRequiredValue(output);
            NativeLibraryRepair.Apply();
            var files = result.GetValue(validation) ?? [];
            using var source = (result.GetValue(run), result.GetValue(checkpoint)) switch
            {
                ({ } path, null) => ExportSource.OfRun(path, files, result.GetValue(limit)),
                (null, { } path) => ExportSource.OfCheckpoint(path, files, result.GetValue(limit)),
                _ => throw new ArgumentException("Give either --run or --checkpoint: the folder with the weights to export."),
            };
            var export = new GraphExport(source.Network, source.Validation, PackageFolder.Temperature(folder), result.GetValue(noSpeed) ? null : TimeProvider.System);
            var graphs = new List<ExportedGraph>();
            foreach (var kind in kinds)
            {
                try
                {
                    graphs.Add(export.Export(kind));
                    Console.WriteLine(ExportText.Line(graphs[^1], source.Compared));
                }
                catch (InvalidDataException refused)
                {
                    Console.Error.WriteLine(refused.Message);
                }
            }

            if (graphs.Count > 0)
            {
                PackageFolder.Write(folder, graphs);
            }

            return graphs.Count == kinds.Count ? 0 : 1;
        });
        return command;
    }
}
