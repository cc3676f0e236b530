using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Trial;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Models;

/// <summary>The models in lines for a terminal. Whatever somebody wrote is made safe.</summary>
internal static class ModelLines
{
    /// <summary>A model's name, version and address.</summary>
    public static string Name(ModelIdentity model) => $"{TerminalText.Of(model.Name, 60)} {TerminalText.Of(model.Version, 60)} ({TerminalText.Of(model.Sha256, 13)[..12]})";

    /// <summary>The registry.</summary>
    public static IEnumerable<string> Of(RegistryState state)
    {
        yield return Say($"generation  {state.Generation}");
        yield return $"active      {(state.Active is { } active ? Name(active) : "none")}";
        yield return $"previous    {(state.Previous is { } previous ? Name(previous) : "none")}";
        if (state.Candidate is { } candidate)
        {
            var share = candidate.IsOnTrial ? Say($", canary {candidate.CanaryPercent:0.##} %, shadow {candidate.ShadowPercent:0.##} %") : "";
            yield return $"candidate   {Name(candidate.Model)}, {candidate.Stage.ToString().ToUpperInvariant()}{share}";
            foreach (var fault in candidate.Faults)
            {
                yield return $"            {TerminalText.Of(fault.Device, 80)}: {TerminalText.Of(fault.Reason, 400)}";
            }
        }
    }

    /// <summary>The registry and the silos.</summary>
    public static IEnumerable<string> Of(ClusterModels cluster)
    {
        foreach (var line in Of(cluster.State))
        {
            yield return line;
        }

        if (cluster.Promotion is { } way)
        {
            var share = way.Next.Percent is { } percent ? Say($" {percent:0.##} %") : "";
            yield return $"by itself   {TerminalText.Of(way.Evidence, 200)}";
            yield return $"            next {way.Next.Verb.ToString().ToUpperInvariant()}{share}. {TerminalText.Of(way.Waits ?? "It is due.", 300)}";
        }

        foreach (var silo in cluster.Silos)
        {
            yield return Say($"{TerminalText.Of(silo.Silo, 60)}: generation {silo.Generation}, devices {string.Join(", ", silo.Devices)}");
            foreach (var resident in silo.Models)
            {
                yield return Say($"  {Name(resident.Model)} {resident.Stage} after {resident.Seconds:0.0} s");
            }
        }

        foreach (var silo in cluster.Absent)
        {
            yield return $"{TerminalText.Of(silo, 60)}: does not answer";
        }

        foreach (var figures in cluster.Trial.Figures)
        {
            yield return Say($"{figures.Sha256[..12]}  {figures.Judged} judged, {figures.Flagged} flagged, {figures.Failed} failed, p99 {figures.P99Ms:0} ms");
        }

        foreach (var cascade in cluster.Trial.Cascades)
        {
            yield return Say($"{cascade.Sha256[..12]}  two steps{(cascade.SwitchedOff ? " (SWITCHED OFF)" : "")}: {cascade.AtOnce} at once, {cascade.Accepted} accepted, {cascade.ReadOn} read on ({cascade.ReadOnShare:p1}); {cascade.Flips} of {cascade.Compared} checked flipped: {cascade.FlipRateLow:p2} to {cascade.FlipRateHigh:p2} of all decisions");
        }

        if (cluster.Trial.Flips is { } flips)
        {
            yield return Counts("shadow", flips.Total);
        }
    }

    /// <summary>The flip report.</summary>
    public static IEnumerable<string> Of(FlipReport report)
    {
        yield return $"{Name(report.Candidate)} against {Name(report.Champion)}";
        yield return Say($"{report.Offered} offered, {report.Dropped} dropped, {report.Failed} failed");
        yield return Counts("all", report.Total);
        foreach (var (length, counts) in report.ByLength)
        {
            yield return Counts(length == int.MaxValue ? "longer" : Say($"to {length} tokens"), counts);
        }

        foreach (var (source, counts) in report.BySource.OrderByDescending(static pair => pair.Value.Flips).Take(20))
        {
            yield return Counts(source.Length == 0 ? "(no source)" : TerminalText.Of(source, 40), counts);
        }

        foreach (var flip in report.Flips.Take(20))
        {
            yield return Say($"  {flip.ChampionProbability:0.000} -> {flip.CandidateProbability:0.000}  {TerminalText.Of(flip.Title ?? flip.ArticleId, 100)}");
        }
    }

    /// <summary>A line of history.</summary>
    public static string Of(HistoryEntry entry) => Say(
        $"{entry.Sequence,5}  {entry.At:yyyy-MM-dd HH:mm:ss}  {TerminalText.Of(entry.Actor, 30),-16}  {entry.Command.Verb,-10}  {entry.FromGeneration} -> {entry.ToGeneration}")
        + (entry.Command.Model is { } model ? $"  {Name(model)}" : "")
        + (entry.Command.Percent is { } percent ? Say($"  {percent:0.##} %") : "")
        + (entry.Reason is { Length: > 0 } reason ? $"  {TerminalText.Of(reason, 200)}" : "");

    private static string Counts(string name, FlipCounts counts) =>
        Say($"{name}: {counts.Flips} of {counts.Compared} change side, {counts.Rate:p2} ({counts.RateLow:p2} to {counts.RateHigh:p2}); {counts.ToFlag} to flag, {counts.FromFlag} from flag");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
