using System.Globalization;
using System.Text.Json;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Variety;

/// <summary>
/// Trains a recipe once without each of its sets and tries it on that set: the only figures that say what it does with sources it does not know. Each set's training has a folder of its
/// own below the run's; one that is finished is not made again.
/// </summary>
/// <param name="options">The recipe.</param>
/// <param name="console">Where a person follows it.</param>
public sealed class LeaveOneOut(RunOptions options, RunConsole console)
{
    private const string RowName = "left-out.json";

    /// <summary>Trains, and writes the table into the run's folder.</summary>
    /// <exception cref="InvalidDataException">The recipe learns no set beside ISOT.</exception>
    public LeaveOneOutTable Run(CancellationToken cancellation)
    {
        var variety = options.Variety ?? throw new InvalidDataException("--leave-one-out needs a recipe that learns several sets, such as --preset variety.");
        var sets = new ArticleSets(options.DataFolder, static _ => { });
        List<string> names = [.. variety.Sources.Where(sets.Has)];
        if (names.Count < 2)
        {
            throw new InvalidDataException($"--leave-one-out needs two or more of {string.Join(", ", variety.Sources)} in the data folder; it has {names.Count}.");
        }

        var recipe = RunIdentity.Of(options);
        List<LeftOutRow> rows = [.. names.Select(name => Row(name, variety, recipe, cancellation))];
        var table = new LeaveOneOutTable(recipe, [.. rows]);
        table.Write(options.RunFolder);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Mean ROC AUC on sets that were left out: {table.MeanRocAuc:F4}; least balanced accuracy as served: {rows.Min(row => row.BalancedAccuracy):F4}."));
        return table;
    }

    private LeftOutRow Row(string name, VarietyOptions variety, string recipe, CancellationToken cancellation)
    {
        var folder = Path.Combine(options.RunFolder, "without-" + name);
        var path = Path.Combine(folder, RowName);
        if (File.Exists(path) && JsonSerializer.Deserialize<Finished>(File.ReadAllText(path)) is { } finished && finished.Recipe == recipe)
        {
            console.Say($"{name} was left out before.");
            return finished.Row;
        }

        console.Say($"Leaving {name} out.");
        var own = options with { RunFolder = folder, OutputFolder = Path.Combine(folder, "package"), Variety = variety with { LeaveOut = name }, Leaks = false };
        var row = LeftOutRow.Of(name, new TrainingRun(own, console).Run(cancellation));
        File.WriteAllText(path, JsonSerializer.Serialize(new Finished(recipe, row)));
        return row;
    }

    private sealed record Finished(string Recipe, LeftOutRow Row);
}
