namespace FakeNews.Grains.Labels;

/// <summary>The flags of one week.</summary>
/// <param name="Week">ISO 8601 week in UTC, e.g. <c>2026-W48</c>; of the day on which the article was flagged.</param>
/// <param name="Begins">Its Monday.</param>
/// <param name="Counts">How they were labelled.</param>
public sealed record WeeklyFlags(string Week, DateOnly Begins, FlagCounts Counts);
