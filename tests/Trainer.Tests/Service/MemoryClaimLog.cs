using FakeNews.Trainer.Claims;

namespace FakeNews.Trainer.Tests.Service;

/// <summary>One order of claims for several trainers of a test, by the real rules.</summary>
internal sealed class MemoryClaimLog : IClaimLog
{
    private readonly Lock _gate = new();
    private readonly ClaimLedger _ledger = new();

    /// <summary>What was said and counted.</summary>
    public List<ClaimRecord> Counted { get; } = [];

    public IReadOnlyList<KeyValuePair<string, ClaimState>> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _ledger.Triggers.Where(static trigger => trigger.Value is { Published: false, Done: false })];
            }
        }
    }

    public ClaimState? StateOf(string trigger)
    {
        lock (_gate)
        {
            return _ledger.Triggers.GetValueOrDefault(trigger);
        }
    }

    public long HighestRound(string series)
    {
        lock (_gate)
        {
            return _ledger.HighestRound(series);
        }
    }

    public DateTimeOffset? LastClaimed(string series)
    {
        lock (_gate)
        {
            return _ledger.LastClaimed(series);
        }
    }

    public Task<bool> SayAsync(ClaimRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var counts = _ledger.Take(record);
            if (counts)
            {
                Counted.Add(record);
            }

            return Task.FromResult(counts);
        }
    }
}
