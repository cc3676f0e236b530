using System.Text.Json;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Tests.Drift;

public sealed class DriftMonitorTests
{
    private static readonly DriftOptions Small = new() { LearnFrom = 300, Window = 100, Step = 10 };
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Without_a_reference_it_learns_one_then_fills_a_fresh_window_and_is_steady()
    {
        var (random, monitor) = (new Random(1), Draws.Monitor(Small));
        Add(monitor, new Draws().Take(random, 299));
        Assert.All(monitor.Report().Measures, measure => Assert.Equal((DriftState.Learning, 299L, null), (measure.State, measure.ReferenceArticles, measure.Origin)));

        Add(monitor, new Draws().Take(random, 1));
        Assert.All(monitor.Report().Measures, measure => Assert.Equal((DriftState.Filling, 0, ReferenceOrigin.Learned), (measure.State, measure.WindowArticles, measure.Origin)));

        Add(monitor, new Draws().Take(random, 200));
        Assert.All(monitor.Report().Measures, measure => Assert.Equal((DriftState.Steady, 100), (measure.State, measure.WindowArticles)));
    }

    [Fact]
    public void A_packages_reference_counts_from_the_first_article_and_the_stream_gives_the_rest()
    {
        var random = new Random(2);
        var profile = ReferenceProfile.Of("made up", new Draws(OtherLanguage: 0).Take(random, 1000));
        var monitor = Draws.Monitor(Small, profile);
        Add(monitor, new Draws(LengthScale: 3).Take(random, 150));
        var report = monitor.Report();

        Assert.Equal(DriftState.Drifting, Of(report, DriftMeasure.Length).State);
        Assert.Equal((ReferenceOrigin.Package, 1000L), (Of(report, DriftMeasure.Length).Origin, Of(report, DriftMeasure.Length).ReferenceArticles));
        Assert.Equal(DriftState.Steady, Of(report, DriftMeasure.FlagRate).State);
        Assert.Equal(DriftState.Learning, Of(report, DriftMeasure.Sources).State);
        Assert.Equal(DriftState.Learning, Of(report, DriftMeasure.Language).State);

        Assert.Equal(DriftState.Learning, Of(Draws.Monitor(new() { UsePackage = false }, profile).Report(), DriftMeasure.Length).State);
        Assert.Null((profile with { Bins = DriftBins.Version + 1 }).For(DriftMeasure.Length));
        Assert.Null((profile with { Length = [1, 2] }).For(DriftMeasure.Length));
        Assert.Null((profile with { Length = default }).For(DriftMeasure.Length));
    }

    [Fact]
    public void A_drift_is_logged_once_when_it_begins_and_once_when_it_ends()
    {
        var (random, monitor) = (new Random(3), Draws.Monitor(Small));
        Add(monitor, new Draws().Take(random, 400));
        Add(monitor, new Draws(LengthScale: 3).Take(random, 400));
        var began = Assert.Single(monitor.Record.Events);
        Assert.Equal((1L, DriftEventKind.Began, DriftMeasure.Length, Draws.Model), (began.Sequence, began.Kind, began.Measure, began.Model));
        Assert.True(monitor.Report().Drifting);

        Add(monitor, new Draws().Take(random, 400));
        Assert.Equal((2L, DriftEventKind.Ended), (monitor.Record.Events[^1].Sequence, monitor.Record.Events[^1].Kind));
        Assert.False(monitor.Report().Drifting);
        Assert.Equal([2L], monitor.Report(after: 1).Events.Select(line => line.Sequence));
    }

    [Fact]
    public void Another_model_begins_anew_and_the_log_stays()
    {
        var (random, monitor) = (new Random(4), Draws.Monitor(Small));
        Add(monitor, new Draws().Take(random, 400));
        Add(monitor, new Draws(LengthScale: 3).Take(random, 200));
        monitor.Begin(Draws.Model with { Version = "2.0.0" }, 2, null, Now);
        var report = monitor.Report();

        Assert.All(report.Measures, measure => Assert.Equal(DriftState.Learning, measure.State));
        Assert.Equal((0L, false, "2.0.0"), (report.Articles, report.Drifting, report.Model!.Version));
        Assert.Single(report.Events);

        // What was a change is what the new model knows.
        Add(monitor, new Draws(LengthScale: 3).Take(random, 600));
        Assert.Single(monitor.Record.Events);
    }

    [Fact]
    public void A_record_that_was_written_and_read_goes_on_without_a_second_event()
    {
        var (random, monitor) = (new Random(5), Draws.Monitor(Small));
        Add(monitor, new Draws().Take(random, 400));
        Add(monitor, new Draws(LengthScale: 3).Take(random, 200));
        var serializer = new JsonStateSerializer();
        var again = new DriftMonitor(Small, serializer.Deserialize<DriftRecord>(serializer.Serialize(monitor.Record)));
        Assert.Equal(JsonSerializer.Serialize(monitor.Record.References), JsonSerializer.Serialize(again.Record.References));

        Add(again, new Draws(LengthScale: 3).Take(random, 300));
        Assert.Equal(DriftState.Drifting, Of(again.Report(), DriftMeasure.Length).State);
        Assert.Single(again.Record.Events);
    }

    [Fact]
    public void Publishers_that_are_rare_have_no_bin_of_their_own()
    {
        var (random, monitor) = (new Random(6), Draws.Monitor(Small));
        Add(monitor, Enumerable.Range(0, 300).Select(i => new Draws().Next(random) with { Source = i % 3 == 0 ? "often" : $"once {i}" }));

        Assert.Equal(["often", "(other)"], Of(monitor.Report(), DriftMeasure.Sources).Bins.Select(bin => bin.Name));
        Assert.Equal(100 / 300.0, Of(monitor.Report(), DriftMeasure.Sources).Bins[0].Reference, 12);
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused_with_what_to_change()
    {
        var check = new DriftOptionsCheck();
        Assert.True(check.Validate(null, new()).Succeeded);
        foreach (var (options, key) in new (DriftOptions, string)[]
        {
            (new() { Window = 10, Step = 5 }, "Drift:Window"), (new() { Step = 0 }, "Drift:Step"), (new() { LearnFrom = 100 }, "Drift:LearnFrom"), (new() { FalseAlarms = 0 }, "Drift:FalseAlarms"),
            (new() { Horizon = 1 }, "Drift:Horizon"), (new() { MinimumPsi = double.NaN }, "Drift:MinimumPsi"), (new() { NamedSources = 300 }, "Drift:NamedSources"),
        })
        {
            Assert.StartsWith(key, Assert.Single(check.Validate(null, options).Failures!), StringComparison.Ordinal);
        }
    }

    private static MeasureReport Of(DriftReport report, DriftMeasure measure) => report.Measures.Single(one => one.Measure == measure);

    private static void Add(DriftMonitor monitor, IEnumerable<DriftSample> samples)
    {
        foreach (var sample in samples)
        {
            monitor.Add(sample, Now);
        }
    }
}
