using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FakeNews.Trainer.Variety;

/// <summary>A recipe on sources it never saw: one row for each set that was left out.</summary>
/// <param name="Recipe">Says by which recipe; a table of another one says nothing about a model.</param>
/// <param name="Rows">One for each set.</param>
public sealed record LeaveOneOutTable(string Recipe, ImmutableArray<LeftOutRow> Rows)
{
    /// <summary>The table's file in a run's folder.</summary>
    public const string FileName = "leave-one-out.json";

    /// <summary>Mean ROC AUC.</summary>
    public double MeanRocAuc => Rows.Average(static row => row.RocAuc);

    /// <summary>The table of this recipe in a run's folder; null where there is none.</summary>
    public static LeaveOneOutTable? Find(string runFolder, string recipe)
    {
        var path = Path.Combine(runFolder, FileName);
        var table = File.Exists(path) ? JsonSerializer.Deserialize<LeaveOneOutTable>(File.ReadAllText(path)) : null;
        return table is not null && table.Recipe == recipe && !table.Rows.IsDefaultOrEmpty ? table : null;
    }

    /// <summary>Writes <see cref="FileName"/>, leave-one-out.csv and leave-one-out.md.</summary>
    public void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this));
        File.WriteAllText(Path.Combine(folder, "leave-one-out.csv"), Csv());
        File.WriteAllText(Path.Combine(folder, "leave-one-out.md"), $"# Sources the model never saw\n\nThe same recipe, trained once without each set and tried on it.\n\n{Markdown()}\n");
    }

    /// <summary>As a Markdown table, the mean last.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("| left out | ROC AUC | accuracy | balanced accuracy as served | real flagged | fake flagged | sent to review | held-out ISOT accuracy |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Set} | {row.RocAuc:F4} | {row.Accuracy:F4} | {row.BalancedAccuracy:F4} | {row.RealFlagged:P1} | {row.FakeFlagged:P1} | {row.Reviewed:P1} | {row.HeldOutAccuracy:F4} |\n");
        }

        double Mean(Func<LeftOutRow, double> figure) => Rows.Average(figure);
        return text.Append(CultureInfo.InvariantCulture, $"| mean | {MeanRocAuc:F4} | {Mean(row => row.Accuracy):F4} | {Mean(row => row.BalancedAccuracy):F4} | {Mean(row => row.RealFlagged):P1} | {Mean(row => row.FakeFlagged):P1} | {Mean(row => row.Reviewed):P1} | {Mean(row => row.HeldOutAccuracy):F4} |").ToString();
    }

    private string Csv() => string.Concat(Rows
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Set},{row.RocAuc:G6},{row.Accuracy:G6},{row.BalancedAccuracy:G6},{row.RealFlagged:G6},{row.FakeFlagged:G6},{row.Reviewed:G6},{row.HeldOutAccuracy:G6},{row.Flag:G6}\n"))
        .Prepend("set,rocAuc,accuracy,balancedAccuracyServed,realFlagged,fakeFlagged,reviewed,heldOutAccuracy,flag\n"));
}
