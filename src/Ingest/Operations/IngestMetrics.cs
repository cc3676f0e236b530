using System.Diagnostics.Metrics;
using FakeNews.Grains.Contracts;

namespace FakeNews.Ingest.Operations;

/// <summary>What the consumer counts, on the meter <c>FakeNews</c>.</summary>
public sealed class IngestMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FakeNews";

    private readonly Counter<long> _consumed;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _stale;
    private readonly Counter<long> _undone;
    private readonly Counter<long> _rebuilt;
    private readonly Histogram<double> _delivery;

    /// <summary>Creates the instruments.</summary>
    public IngestMetrics(IMeterFactory meters, IngestState state)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(state);
        var meter = meters.Create(MeterName);
        _consumed = meter.CreateCounter<long>("fakenews.ingest.consumed", "{record}", "Records read from the articles' topic.");
        _verdicts = meter.CreateCounter<long>("fakenews.ingest.verdicts", "{verdict}", "Verdicts delivered, by decision.");
        _deadLetters = meter.CreateCounter<long>("fakenews.ingest.dead_letters", "{record}", "Dead letters delivered, by reason.");
        _stale = meter.CreateCounter<long>("fakenews.ingest.stale_results", "{record}", "Results discarded because their partition had gone.");
        _undone = meter.CreateCounter<long>("fakenews.ingest.deliveries_undone", "{delivery}", "Deliveries that failed and left nothing.");
        _rebuilt = meter.CreateCounter<long>("fakenews.ingest.sessions_rebuilt", "{session}", "Times producer and consumer were built anew.");
        _delivery = meter.CreateHistogram<double>("fakenews.ingest.delivery.duration", "s", "Time to deliver results and commit their offsets.");
        meter.CreateObservableGauge("fakenews.ingest.in_flight", () => state.Current.InFlight, "{record}", "Records read and not delivered.");
        meter.CreateObservableGauge("fakenews.ingest.window.bytes", () => state.Current.WindowBytes, "By", "Bytes of records in flight.");
        meter.CreateObservableGauge("fakenews.ingest.paused", () => state.Current.IsPaused ? 1 : 0, null, "1 while back-pressure holds the partitions.");
        meter.CreateObservableGauge("fakenews.ingest.lag", () => Lag(state.Current), "{record}", "Records not yet delivered, by partition.");
    }

    internal void Consumed(int records) => _consumed.Add(records);

    internal void Delivered(Decision decision) => _verdicts.Add(1, new KeyValuePair<string, object?>("decision", decision switch
    {
        Decision.Flag => "flag",
        Decision.Review => "review",
        _ => "pass",
    }));

    internal void DeadLettered(string? reason) => _deadLetters.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void Stale() => _stale.Add(1);

    internal void Undone() => _undone.Add(1);

    internal void Rebuilt() => _rebuilt.Add(1);

    internal void Took(TimeSpan delivery) => _delivery.Record(delivery.TotalSeconds);

    private static IEnumerable<Measurement<long>> Lag(IngestStatus status) => status.Partitions
        .Where(partition => partition.Lag is not null)
        .Select(partition => new Measurement<long>(partition.Lag!.Value, new KeyValuePair<string, object?>("partition", partition.Partition)));
}
