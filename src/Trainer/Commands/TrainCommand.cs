using System.CommandLine;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using Spectre.Console;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var preset = new Option<string>("--preset") { Description = "The recipe to start from; single options below change it.", DefaultValueFactory = _ => "demo" };
        preset.AcceptOnlyFromAmong([.. RunPresets.Names]);
        var data = new Option<string>("--data") { Description = "Folder with isot/isot_bodies.csv.gz, isot/isot_titles_full.csv.gz and the other article sets.", Required = true };
        var output = new Option<string>("--output") { Description = "Folder the model package is written to.", Required = true };
        var run = new Option<string>("--run") { Description = "Folder for checkpoint and metrics.csv.", DefaultValueFactory = _ => Path.Combine("runs", "demo") };
        var embeddings = new Option<string?>("--embeddings-from") { Description = "Folder of a pretrained encoder (vocab.txt, model.safetensors) whose word embeddings are the first ones of our pieces." };
        var epochs = new Option<int?>("--epochs") { Description = "Passes over the data." };
        var rate = new Option<double?>("--learning-rate") { Description = "Highest learning rate." };
        var batch = new Option<int?>("--batch") { Description = "Samples of a batch." };
        var accumulation = new Option<int?>("--accumulation") { Description = "Batches of one update." };
        var seed = new Option<int?>("--seed") { Description = "Decides split, first weights, order and dropout." };
        var tokens = new Option<int?>("--maximum-tokens") { Description = "Longest input of the finished model, in tokens." };
        var titles = new Option<int?>("--titles") { Description = "Titles seen alone in one epoch." };
        var limit = new Option<int?>("--limit") { Description = "Articles of each label used at most, to try the whole way out." };
        var threads = new Option<int?>("--threads") { Description = "Threads of the computation; all cores by default." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the run folder's checkpoint." };
        var finish = new Option<bool>("--finish") { Description = "Do not train: evaluate and pack the best weights so far of the run folder's checkpoint." };

        var command = new Command("train", """
            Trains a model and writes its package.

            Examples:
              fakenews-trainer train --preset demo --data ../shared/data --output models/demo --embeddings-from ../shared/models/all-MiniLM-L6-v2
              fakenews-trainer train --data ../shared/data --output models/try --run runs/try --limit 60 --epochs 1
              fakenews-trainer train --data ../shared/data --output models/try --run runs/try --resume
            """)
        {
            preset, data, output, run, embeddings, epochs, rate, batch, accumulation, seed, tokens, titles, limit, threads, resume, finish,
        };
        command.SetAction((result, cancellation) =>
        {
            var options = RunPresets.Demo(result.GetRequiredValue(data), result.GetRequiredValue(output), result.GetRequiredValue(run));
            options = options with
            {
                EmbeddingsFrom = result.GetValue(embeddings) ?? options.EmbeddingsFrom,
                Limit = result.GetValue(limit),
                Threads = result.GetValue(threads) ?? options.Threads,
                Resume = result.GetValue(resume),
                Finish = result.GetValue(finish),
                Training = options.Training with
                {
                    Epochs = result.GetValue(epochs) ?? options.Training.Epochs,
                    LearningRate = result.GetValue(rate) ?? options.Training.LearningRate,
                    BatchRows = result.GetValue(batch) ?? options.Training.BatchRows,
                    Accumulation = result.GetValue(accumulation) ?? options.Training.Accumulation,
                    Seed = result.GetValue(seed) ?? options.Training.Seed,
                    MaximumTokens = result.GetValue(tokens) ?? options.Training.MaximumTokens,
                },
                Augmentation = options.Augmentation is { } augmentation
                    ? augmentation with { TitlesPerEpoch = result.GetValue(titles) ?? augmentation.TitlesPerEpoch }
                    : null,
            };
            RunOptionsCheck.Require(options);
            NativeLibraryRepair.Apply();
            new TrainingRun(options, new RunConsole(Terminal(), TimeProvider.System)).Run(cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>A file or pipe gets its lines whole.</summary>
    private static IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 1000;
        }

        return console;
    }
}
