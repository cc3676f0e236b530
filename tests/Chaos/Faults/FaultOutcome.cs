namespace FakeNews.Chaos.Faults;

/// <summary>One fault that happened.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="At">When.</param>
/// <param name="Mixed">True where others may have happened at the same time.</param>
/// <param name="Recovery">From then until what was accepted in the second after it was visible; null where that took longer than the bound.</param>
public sealed record FaultOutcome(string Fault, DateTimeOffset At, bool Mixed, TimeSpan? Recovery);
