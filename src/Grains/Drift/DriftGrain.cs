using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Drift;

/// <summary>The monitor of the cluster. References and the log are durable; a window begins anew where the grain wakes.</summary>
internal sealed partial class DriftGrain(
    [PersistentState(DriftGrain.StateName, ModelRegistryGrain.StorageName)] IPersistentState<DriftRecord> record,
    IPackageStore store,
    DriftMetrics metrics,
    IOptions<DriftOptions> options,
    TimeProvider time,
    ILogger<DriftGrain> logger) : Grain, IDriftGrain
{
    public const string StateName = "drift";

    private DriftMonitor _monitor = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _monitor = new(options.Value, record.State);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        metrics.Show(null);
        return Task.CompletedTask;
    }

    public async Task ObserveAsync(DriftBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var before = _monitor.Record;
        if (before.Model != batch.Model)
        {
            // A silo that is behind may still send what the model before judged.
            if (before.Model is not null && batch.Generation <= before.Generation)
            {
                return;
            }

            _monitor.Begin(batch.Model, batch.Generation, await ProfileOfAsync(batch.Model.Sha256), time.GetUtcNow());
        }

        var last = before.Events.IsEmpty ? 0 : before.Events[^1].Sequence;
        foreach (var sample in batch.Samples)
        {
            _monitor.Add(sample, time.GetUtcNow());
        }

        var report = _monitor.Report(last);
        metrics.Show(report);
        foreach (var line in report.Events)
        {
            metrics.Count(line);
            LogEvent(line.Measure, line.Kind, line.Model.Name, line.Model.Version, line.Psi, line.AdjustedP, line.Articles);
        }

        if (!ReferenceEquals(before, _monitor.Record))
        {
            await SaveAsync();
        }
    }

    public Task<DriftReport> ReportAsync(long after) => Task.FromResult(_monitor.Report(after));

    private async Task<ReferenceProfile?> ProfileOfAsync(string sha256)
    {
        try
        {
            return (await store.ReadManifestAsync(sha256)).Reference;
        }
        catch (Exception e) when (e is ModelPackageException or PackageStoreException)
        {
            LogNoManifest(sha256, e.Message);
            return null;
        }
    }

    private async Task SaveAsync()
    {
        record.State = _monitor.Record;
        try
        {
            await record.WriteStateAsync();
        }
        // What can't be kept now is kept with the next change; the silo goes on judging.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotSaved(e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Drift of {Measure} {Kind} for model {Name} {Version}: stability index {Psi:0.000}, corrected p {P:0.0e+0}, after {Articles} articles")]
    private partial void LogEvent(DriftMeasure measure, DriftEventKind kind, string name, string version, double psi, double p, long articles);

    [LoggerMessage(LogLevel.Warning, "The reference of model {Sha256} can't be read, so it is learned from the stream: {Reason}")]
    private partial void LogNoManifest(string sha256, string reason);

    [LoggerMessage(LogLevel.Warning, "The drift log could not be written: {Reason}")]
    private partial void LogNotSaved(string reason);
}
