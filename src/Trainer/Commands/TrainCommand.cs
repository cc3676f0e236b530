using System.CommandLine;
using System.Globalization;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Runs;
using FakeNews.Trainer.Variety;
using Spectre.Console;

namespace FakeNews.Trainer.Commands;

/// <summary><c>fakenews-trainer train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Article files of one set, such as True.csv Fake.csv; without any, ISOT's bodies in --data.", Arity = ArgumentArity.ZeroOrMore };
        var preset = new Option<string>("--preset") { Description = "The recipe to start from; single options change it.", DefaultValueFactory = _ => "demo" };
        preset.AcceptOnlyFromAmong([.. RunPresets.Names]);
        var data = new Option<string?>("--data") { Description = "Folder with isot/isot_bodies.csv.gz and the other article sets, on which the finished model is tried." };
        var output = new Option<string>("--output") { Description = "Folder the model package is written to.", Required = true };
        var run = new Option<string?>("--run") { Description = "Folder for checkpoint, options.json, metrics.csv and the full report; runs/NAME of the preset by default." };
        var seeds = new Option<string?>("--seeds") { Description = "Train once with each of these seeds on the same split, such as 42,43,44, and tell mean and deviation." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the run folder's checkpoint." };
        var finish = new Option<bool>("--finish") { Description = "Do not train: evaluate and pack the best weights so far of the run folder's checkpoint." };
        var leaveOneOut = new Option<bool>("--leave-one-out") { Description = "Train once without each of the sets beside ISOT, try it on that set, and write leave-one-out.md and .csv into --run; what is finished there is kept." };
        var switches = new TrainSwitches();
        var command = new Command("train", """
            Trains a model and writes its package.

            Examples:
              fakenews-trainer train --preset demo --data ../shared/data --output models/demo --embeddings-from ../shared/models/all-MiniLM-L6-v2
              fakenews-trainer train --preset variety --data ../shared/data --output models/variety --start models/demo --leave-one-out
              fakenews-trainer train --preset variety --data ../shared/data --output models/variety --start models/demo
              fakenews-trainer train True.csv Fake.csv --preset study --from mobilebert-uncased --output models/study
              fakenews-trainer train True.csv Fake.csv --preset study --from mobilebert-uncased --output models/study --seeds 42,43,44
              fakenews-trainer train --data ../shared/data --output models/try --run runs/try --limit 60 --epochs 1
              fakenews-trainer train --data ../shared/data --output models/try --run runs/try --resume
            """)
        {
            files, preset, data, output, run, seeds, leaveOneOut, resume, finish,
        };
        foreach (var option in switches.All)
        {
            command.Add(option);
        }

        command.SetAction((result, cancellation) =>
        {
            var name = result.GetRequiredValue(preset);
            var options = switches.Apply(result, RunPresets.Named(name, result.GetValue(data), result.GetRequiredValue(output), result.GetValue(run) ?? Path.Combine("runs", name))) with
            {
                Files = [.. result.GetValue(files) ?? []],
                Resume = result.GetValue(resume),
                Finish = result.GetValue(finish),
                Command = "fakenews-trainer " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1)),
            };
            RunOptionsCheck.Require(options);
            var several = result.GetValue(seeds) is { } list ? Seeds(list) : null;
            if (several is not null && result.GetValue(leaveOneOut))
            {
                throw new InvalidDataException("--seeds and --leave-one-out don't go together; give one of them.");
            }

            NativeLibraryRepair.Apply();
            var console = new RunConsole(Terminal(), TimeProvider.System);
            if (result.GetValue(leaveOneOut))
            {
                new LeaveOneOut(options, console).Run(cancellation);
            }
            else if (several is null)
            {
                new TrainingRun(options, console).Run(cancellation);
            }
            else
            {
                new SeedRuns(options, several, console).Run(cancellation);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static int[] Seeds(string list)
    {
        int?[] seeds = [.. list.Split(',').Select(text => int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seed) ? (int?)seed : null)];
        return seeds.Length >= 2 && seeds.All(seed => seed is not null) && seeds.Distinct().Count() == seeds.Length
            ? [.. seeds.Select(seed => seed!.Value)]
            : throw new InvalidDataException($"--seeds lists '{list}'; give two or more different whole numbers, such as 42,43,44.");
    }

    /// <summary>A file or pipe gets its lines whole.</summary>
    internal static IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 1000;
        }

        return console;
    }
}
