using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FakeNews.Grains.Drift;

namespace FakeNews.Trainer.Service;

/// <summary>A reason to retrain.</summary>
/// <param name="Series">What kind of reason: <c>labels</c>, <c>schedule</c>, <c>drift</c> or <c>hand</c>.</param>
/// <param name="Round">Its number in the series; every trainer counts the same.</param>
/// <param name="Why">In words.</param>
/// <param name="Request">Tells requests by hand apart, and drifts.</param>
/// <param name="KnownId">The id of one that was claimed before.</param>
public sealed record RetrainTrigger(string Series, long Round, string Why, string Request = "", string? KnownId = null)
{
    /// <summary>The same for all trainers that see the same reason: 16 hexadecimal digits.</summary>
    public string Id => KnownId ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Series}\0{Round}\0{Request}")))[..16];

    /// <summary>The reason that is due now, if any.</summary>
    /// <param name="usable">Labelled articles that can be learned.</param>
    /// <param name="newLabels">Retrain for so many more; 0 never.</param>
    /// <param name="every">Retrain this often; null never.</param>
    /// <param name="now">The time.</param>
    /// <param name="highestRound">The highest round of a series that somebody has claimed.</param>
    public static RetrainTrigger? Due(int usable, int newLabels, TimeSpan? every, DateTimeOffset now, Func<string, long> highestRound)
    {
        ArgumentNullException.ThrowIfNull(highestRound);
        if (newLabels > 0 && usable / newLabels is var round and > 0 && round > highestRound("labels"))
        {
            return new("labels", round, $"{usable} articles are labelled; it retrains for every {newLabels}.");
        }

        return every is { } period && usable > 0 && now.UtcTicks / period.Ticks is var slot && slot > highestRound("schedule")
            ? new("schedule", slot, $"It retrains every {period}.")
            : null;
    }

    /// <summary>The drift under way, if any. From the first measure that drifts until none does any more it is one and the same, whichever measures join.</summary>
    public static RetrainTrigger? ByDrift(DriftReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report is not { Drifting: true, Model: { } model, Since: { } since })
        {
            return null;
        }

        var drifting = new HashSet<DriftMeasure>();
        DriftEvent? first = null;
        // Lines from before the model became active, this time, are of another drift.
        foreach (var line in report.Events.Where(line => line.Model == model && line.At >= since))
        {
            _ = line.Kind == DriftEventKind.Began ? drifting.Add(line.Measure) : drifting.Remove(line.Measure);
            first = drifting.Count == 0 ? null : first ?? line;
        }

        return first is null
            ? null
            : new(
                "drift", first.Sequence,
                string.Create(CultureInfo.InvariantCulture, $"The stream drifts since {first.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, first in {first.Measure} (stability index {first.Psi:0.00})."),
                string.Create(CultureInfo.InvariantCulture, $"{model.Sha256} {first.At.UtcTicks}"));
    }

    /// <summary>By hand.</summary>
    public static RetrainTrigger ByHand(string request, string why) => new("hand", 0, why, request);
}
