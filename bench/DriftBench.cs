using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Tests.Support;

namespace FakeNews.Bench;

/// <summary>
/// A reference learned from ISOT articles, unchanged ones after it, then the stream changes to horne2017: how many alarms before, and after how many articles each
/// measure sees the change. Publishers are left out, because every file names its own: they would give the change away.
/// </summary>
internal static class DriftBench
{
    private const int Changed = 500;
    private static readonly ModelIdentity Model = new("bench", "1", new string('0', 64));

    /// <summary>Prints each order and the whole.</summary>
    public static async Task RunAsync(DriftVerdicts verdicts, int unchanged, int orders, bool judge)
    {
        if (SharedFolder.Find("data/horne2017/horne2017.csv.gz") is not { } horneFile || SharedFolder.Find("data/isot/isot_bodies.csv.gz") is not { } isotFile)
        {
            Console.WriteLine("The shared folder with isot and horne2017 is not there.");
            return;
        }

        var options = new DriftOptions();
        var horne = Anonymous(await verdicts.OfAsync(horneFile, int.MaxValue, judge));
        var isot = Anonymous(await verdicts.OfAsync(isotFile, options.LearnFrom + unchanged, judge));
        var distinct = isot.Length - options.LearnFrom;
        if (distinct < 1)
        {
            Console.WriteLine($"There are only {isot.Length} verdicts on ISOT, and the reference takes {options.LearnFrom}.");
            return;
        }

        Console.WriteLine($"{options.LearnFrom} ISOT articles for the reference, {unchanged} unchanged ({Math.Min(distinct, unchanged)} different ones, gone through again where those are fewer), then {horne.Length} of horne2017 (gone through again up to {Changed}); {orders} orders");
        var found = new List<int>();
        var (alarms, spent) = (0, 0L);
        for (var seed = 1; seed <= orders; seed++)
        {
            var random = new Random(seed);
            random.Shuffle(isot);
            random.Shuffle(horne);
            var monitor = new DriftMonitor(options, new DriftRecord());
            monitor.Begin(Model, 1, null, DateTimeOffset.UnixEpoch);
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            for (var i = 0; i < options.LearnFrom + unchanged; i++)
            {
                // The reference's articles are not among those that come again.
                var again = (i - options.LearnFrom) % distinct;
                if (i > options.LearnFrom && again == 0)
                {
                    random.Shuffle(isot.AsSpan(options.LearnFrom));
                }

                monitor.Add(isot[i < options.LearnFrom ? i : options.LearnFrom + again], DateTimeOffset.UnixEpoch);
            }

            spent += System.Diagnostics.Stopwatch.GetTimestamp() - started;
            var before = monitor.Record.Events;
            alarms += before.Length;
            for (var i = 0; i < Changed; i++)
            {
                monitor.Add(horne[i % horne.Length], DateTimeOffset.UnixEpoch);
            }

            var after = monitor.Record.Events.Skip(before.Length).Where(line => line.Kind == DriftEventKind.Began).ToList();
            var first = after.Count == 0 ? int.MaxValue : (int)after[0].Articles - options.LearnFrom - unchanged;
            found.Add(first);
            Console.WriteLine(
                $"  order {seed}: {before.Length} alarms before; then {string.Join(", ", after.Select(line => $"{line.Measure} after {line.Articles - options.LearnFrom - unchanged} (PSI {line.Psi:F2}, p {line.AdjustedP:0e+0})"))}");
        }

        found.Sort();
        Console.WriteLine($"{alarms} alarms in {orders} x {unchanged} unchanged articles; the change is seen after {found[0]} to {found[^1]} articles, median {found[found.Count / 2]}");
        Console.WriteLine($"{spent * 1e6 / System.Diagnostics.Stopwatch.Frequency / ((long)orders * (options.LearnFrom + unchanged)):F2} microseconds an article");
    }

    private static DriftSample[] Anonymous(IEnumerable<DriftSample> samples) => [.. samples.Select(static sample => sample with { Source = "(unknown)" })];
}
