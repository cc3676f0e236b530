using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeNews.Silo.Commands;

/// <summary>Moments as a person reads and types them: <c>2h</c> ago (s, m, h, d), or a time in ISO 8601, UTC where it names no zone.</summary>
internal static partial class MomentText
{
    /// <summary>A moment in UTC, to the second.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Reads an option's value; null where it was not given.</summary>
    /// <exception cref="UsageException">It is no moment.</exception>
    public static DateTimeOffset? Read(string option, string? text, DateTimeOffset now) => text is null ? null
        : TryRead(text, now, out var moment) ? moment
        : throw new UsageException($"{option} must be how long ago, such as 30m, 2h or 7d, or a time such as 2026-03-01T12:00Z.");

    /// <summary>Reads it.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryRead(string text, DateTimeOffset now, out DateTimeOffset moment)
    {
        if (Span().Match(text) is { Success: true } span && int.TryParse(span.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            var unit = span.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(1),
                "m" => TimeSpan.FromMinutes(1),
                "h" => TimeSpan.FromHours(1),
                _ => TimeSpan.FromDays(1),
            };
            var inRange = count <= (now - DateTimeOffset.UnixEpoch) / unit;
            moment = inRange ? now - (unit * count) : default;
            return inRange;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment) && Iso().IsMatch(text);
    }

    [GeneratedRegex("^([0-9]{1,9})([smhd])$")]
    private static partial Regex Span();

    // The framework also reads 1/2/2026, of which nobody knows what it means.
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]|$)")]
    private static partial Regex Iso();
}
