using System.Globalization;

namespace FakeNews.Trainer.Data;

/// <summary>Reads the dates that sets have: <c>December 31, 2017</c>, <c>Dec 31, 2017</c>, <c>19-Feb-18</c>, ISO 8601.</summary>
public static class ArticleDate
{
    private static readonly string[] Formats = ["MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yy", "d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd", "yyyy/MM/dd", "MM/dd/yyyy"];

    /// <summary>The day; null where the field holds none.</summary>
    public static DateOnly? Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var text = field.Trim();
        return DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day
            : text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && char.IsAsciiDigit(text[0]) ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;
    }
}
