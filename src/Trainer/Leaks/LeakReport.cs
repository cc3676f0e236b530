using System.Globalization;
using System.Text;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Leaks;

/// <summary>What probes reach that hardly read, beside what a model reaches.</summary>
/// <param name="Results">The probes that could be run.</param>
/// <param name="NotApplicable">Names of probes for which the set has no data.</param>
/// <param name="Masks">How often each mask finds something.</param>
public sealed record LeakReport(IReadOnlyList<LeakProbeResult> Results, IReadOnlyList<string> NotApplicable, IReadOnlyList<MaskEffect> Masks)
{
    private const double SolvedWithin = 0.02;

    /// <summary>The probe that goes furthest without reading the wording; null where none could be run.</summary>
    public LeakProbeResult? Strongest => Results.Where(static result => !result.Reads).MaxBy(static result => result.Accuracy);

    /// <summary>Runs all probes.</summary>
    /// <param name="training">Articles to learn from.</param>
    /// <param name="heldOut">Articles to judge; none of them in <paramref name="training"/>.</param>
    /// <param name="onProbe">Told the name of each probe before it starts, or null.</param>
    public static LeakReport Measure(IReadOnlyList<LabelledArticle> training, IReadOnlyList<LabelledArticle> heldOut, Action<string>? onProbe = null)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(heldOut);
        var (results, absent) = (new List<LeakProbeResult>(), new List<string>());
        foreach (var probe in LeakProbes.All)
        {
            onProbe?.Invoke(probe.Name);
            if (probe.Run(training, heldOut) is { } result)
            {
                results.Add(result);
            }
            else
            {
                absent.Add(probe.Name);
            }
        }

        // Rows of a mere list of titles would hide what the masks find in bodies.
        var whole = heldOut.Where(static article => article.Text.Length > 0).ToArray();
        var judged = whole.Length > 0 ? whole : heldOut;
        return new LeakReport(results, absent, [.. TextMasks.All.Select(mask => MaskEffect.Measure(mask, judged))]);
    }

    /// <summary>In words, how far the set can be solved without reading.</summary>
    /// <param name="modelAccuracy">What a model reaches on the same set, or null.</param>
    public string InWords(double? modelAccuracy = null)
    {
        if (Strongest is not { } strongest)
        {
            return "No probe could be run on this set.";
        }

        var reached = $"{strongest.Name} alone ({strongest.Description}) reaches an accuracy of {Figure(strongest.Accuracy)}; always saying the more frequent label reaches {Figure(strongest.MajorityAccuracy)}.";
        var compared = modelAccuracy is { } accuracy ? $" The model reaches {Figure(accuracy)}." : string.Empty;
        var isSolved = strongest.Accuracy >= Math.Min((modelAccuracy ?? 1) - SolvedWithin, 0.97);
        return isSolved
            ? $"This benchmark is solved without reading: {reached}{compared} A high score on it says little about judging articles from elsewhere."
            : $"This benchmark is not solved by what the probes see: {reached}{compared}";
    }

    /// <summary>Plain tables for a terminal or a text file; cues from articles are left out.</summary>
    public string ToTable()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"probe",-18}{"articles",10}{"accuracy",10}{"majority",10}{"F1",8}{"ROC AUC",9}\n");
        foreach (var result in Results)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{result.Name,-18}{result.JudgedOn,10}{Figure(result.Accuracy),10}{Figure(result.MajorityAccuracy),10}{Figure(result.Metrics.Confusion.Weighted.F1),8}{Figure(result.Metrics.RocAuc ?? double.NaN),9}\n");
        }

        foreach (var name in NotApplicable)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-18}{"the set has no such data",26}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{"mask",-18}{"finds something in fake",26}{"in real",10}{"as a cue",10}\n");
        foreach (var mask in Masks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{mask.Mask,-18}{Figure(mask.ShareOfFake),26}{Figure(mask.ShareOfReal),10}{Figure(mask.CueAccuracy),10}\n");
        }

        return text.ToString();
    }

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
