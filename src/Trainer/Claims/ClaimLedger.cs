namespace FakeNews.Trainer.Claims;

/// <summary>
/// The rules of who retrains and who publishes, folded over the records in their order: the first claim of an epoch wins, a later epoch takes the trigger over, and a
/// trigger is published at most once, by the owner of its latest claim. All trainers that read the same records come to the same result. Not thread-safe.
/// </summary>
public sealed class ClaimLedger
{
    private readonly Dictionary<string, ClaimState> _triggers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Round, DateTimeOffset At)> _rounds = new(StringComparer.Ordinal);

    /// <summary>Every trigger that was claimed.</summary>
    public IReadOnlyDictionary<string, ClaimState> Triggers => _triggers;

    /// <summary>The highest round of a series that somebody has claimed; 0 for none.</summary>
    public long HighestRound(string series) => _rounds.GetValueOrDefault(series).Round;

    /// <summary>When a trigger of a series was last claimed; null for never.</summary>
    public DateTimeOffset? LastClaimed(string series) => _rounds.TryGetValue(series, out var last) ? last.At : null;

    /// <summary>Takes the next record in.</summary>
    /// <returns>True where it counts; false where it came too late or is not its author's to say.</returns>
    public bool Take(ClaimRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var before = _triggers.GetValueOrDefault(record.Trigger);
        var isOwner = before is not null && before.Owner == record.Trainer && before.Epoch == record.Epoch;
        switch (record.Kind)
        {
            case ClaimKind.Claim when before is null ? record.Epoch == 1 : record.Epoch == before.Epoch + 1 && before is { Published: false, Done: false }:
                _triggers[record.Trigger] = new(record.Trainer, record.Epoch, record.At, false, false, record.Series, record.Round);
                var last = _rounds.GetValueOrDefault(record.Series);
                _rounds[record.Series] = (Math.Max(last.Round, record.Round), record.At > last.At ? record.At : last.At);
                return true;
            case ClaimKind.Renew when isOwner && !before!.Done:
                _triggers[record.Trigger] = before with { LastHeard = record.At };
                return true;
            case ClaimKind.Publish when isOwner && before is { Published: false, Done: false }:
                _triggers[record.Trigger] = before with { Published = true, LastHeard = record.At };
                return true;
            case ClaimKind.Done when isOwner && !before!.Done:
                _triggers[record.Trigger] = before with { Done = true, LastHeard = record.At };
                return true;
            default:
                return false;
        }
    }
}
