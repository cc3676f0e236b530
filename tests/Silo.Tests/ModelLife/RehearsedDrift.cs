using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;

namespace FakeNews.Silo.Tests.ModelLife;

/// <summary>The real monitor without a silo, with small windows.</summary>
internal sealed class RehearsedDrift : IDriftGrain
{
    private readonly DriftMonitor _monitor = new(new DriftOptions { Window = 100, LearnFrom = 200 }, new DriftRecord());

    public Task ObserveAsync(DriftBatch batch)
    {
        if (_monitor.Record.Model != batch.Model)
        {
            _monitor.Begin(batch.Model, batch.Generation, null, DateTimeOffset.UnixEpoch);
        }

        foreach (var sample in batch.Samples)
        {
            _monitor.Add(sample, DateTimeOffset.UnixEpoch);
        }

        return Task.CompletedTask;
    }

    public Task<DriftReport> ReportAsync(long after) => Task.FromResult(_monitor.Report(after));

    /// <summary>A sample from a publisher.</summary>
    public static DriftSample Sample(string source, double probability = 0.01) => new(probability > 0.5 ? Decision.Flag : Decision.Pass, VerdictReason.Probability, probability, 200, 200, 0, source);
}
