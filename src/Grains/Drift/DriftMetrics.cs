using System.Diagnostics.Metrics;
using System.Text.Json;

namespace FakeNews.Grains.Drift;

/// <summary>Drift on the meter <c>FakeNews</c>, of the silo where the drift grain lives: figures for the cluster. Publishers' names are not among them.</summary>
internal sealed class DriftMetrics
{
    private static readonly string[] Names = [.. DriftBins.Measures.Select(static measure => JsonSerializer.SerializeToElement(measure, DriftJson.Default.DriftMeasure).GetString()!)];

    private readonly Counter<long> _events;
    private DriftReport? _report;

    public DriftMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("FakeNews");
        _events = meter.CreateCounter<long>("fakenews.drift.events", "{event}", "Drifts that began or ended, by measure and kind.");
        meter.CreateObservableGauge("fakenews.drift.psi", () => Values(static measure => measure.Psi), null, "Population stability index of the latest window, by measure.");
        meter.CreateObservableGauge("fakenews.drift.p", () => Values(static measure => measure.AdjustedP), null, "p of the two-sample test, corrected for measures and looks.");
        meter.CreateObservableGauge(
            "fakenews.drift.active", () => Values(static measure => measure.Origin is null ? null : measure.State == DriftState.Drifting ? 1 : 0), null, "1 while a measure drifts.");
        meter.CreateObservableGauge("fakenews.drift.window.share", Shares, null, "Share of the window's articles in a bin, by measure and bin.");
    }

    /// <summary>From now on shows a report; null: nothing, because another silo does.</summary>
    public void Show(DriftReport? report) => Volatile.Write(ref _report, report);

    public void Count(DriftEvent line) =>
        _events.Add(1, new("measure", Names[(int)line.Measure]), new("kind", line.Kind == DriftEventKind.Began ? "began" : "ended"));

    private IEnumerable<Measurement<double>> Values(Func<MeasureReport, double?> value) =>
        from measure in Volatile.Read(ref _report)?.Measures ?? []
        let number = value(measure)
        where number is not null
        select new Measurement<double>(number.Value, new KeyValuePair<string, object?>("measure", Names[(int)measure.Measure]));

    private IEnumerable<Measurement<double>> Shares() =>
        from measure in Volatile.Read(ref _report)?.Measures ?? []
        where measure.Measure != DriftMeasure.Sources
        from bin in measure.Bins
        where bin.Window is not null
        select new Measurement<double>(bin.Window!.Value, new("measure", Names[(int)measure.Measure]), new("bin", bin.Name));
}
