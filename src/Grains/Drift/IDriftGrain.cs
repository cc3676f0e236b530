namespace FakeNews.Grains.Drift;

/// <summary>Watches the whole cluster's stream (key 0): one reference, one window, one log.</summary>
public interface IDriftGrain : IGrainWithIntegerKey
{
    /// <summary>Takes verdicts in. Those of a model that is no longer the active one are left out; those of a new one begin anew.</summary>
    Task ObserveAsync(DriftBatch batch);

    /// <summary>The stream beside its reference, and the log.</summary>
    /// <param name="after">Only lines of the log with a larger number; 0 for all.</param>
    Task<DriftReport> ReportAsync(long after);
}
