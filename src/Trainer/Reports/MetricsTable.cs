using System.Globalization;

namespace FakeNews.Trainer.Reports;

/// <summary>A run's <c>metrics.csv</c>, read back.</summary>
public sealed record MetricsTable(IReadOnlyList<MetricsTable.StepRow> Steps, IReadOnlyList<MetricsTable.EpochRow> Epochs)
{
    /// <summary>Reads the file; a run that was resumed may have lines twice, of which the last counts.</summary>
    public static MetricsTable Read(string path)
    {
        var (steps, epochs) = (new SortedDictionary<int, StepRow>(), new SortedDictionary<int, EpochRow>());
        foreach (var line in File.Exists(path) ? File.ReadLines(path).Skip(1) : [])
        {
            var fields = line.Split(',');
            double Number(int column) => double.Parse(fields[column], CultureInfo.InvariantCulture);
            var (step, epoch) = ((int)Number(0), (int)Number(1));
            if (fields.Length > 9 && fields[9].Length > 0)
            {
                epochs[epoch] = new EpochRow(epoch, step, Number(2), Number(7), Number(8), Number(9));
            }
            else
            {
                steps[step] = new StepRow(step, Number(2));
            }
        }

        return new MetricsTable([.. steps.Values], [.. epochs.Values]);
    }

    /// <summary>One update.</summary>
    public sealed record StepRow(int Step, double Loss);

    /// <summary>One epoch.</summary>
    public sealed record EpochRow(int Epoch, int Step, double TrainingLoss, double ValidationLoss, double Accuracy, double WeightedF1);
}
