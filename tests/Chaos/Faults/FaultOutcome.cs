namespace FakeNews.Chaos.Faults;

/// <summary>One fault that happened.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="At">When.</param>
/// <param name="Mixed">Whether others were under way.</param>
/// <param name="Lasted">From its beginning until it was over: the process was ready again, the nodes in sync, the disk writable.</param>
/// <param name="Recovery">From its beginning until what was accepted in the second after it was committed and visible; null where that did not come within the bound.</param>
public sealed record FaultOutcome(string Fault, DateTimeOffset At, bool Mixed, TimeSpan Lasted, TimeSpan? Recovery)
{
    /// <summary>From its end; zero where the stream had recovered before.</summary>
    public TimeSpan? AfterEnd => Recovery is { } recovery ? TimeSpan.FromTicks(Math.Max(0, (recovery - Lasted).Ticks)) : null;
}
