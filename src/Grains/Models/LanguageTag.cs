namespace FakeNews.Grains.Models;

/// <summary>Compares BCP 47 tags by their first subtag.</summary>
public static class LanguageTag
{
    /// <summary>True where an article may be judged by a model: it states no language, or the model's (<c>en</c>, <c>en-GB</c>, <c>EN_us</c> for <c>en</c>).</summary>
    public static bool Accepts(string modelLanguage, string? articleLanguage) =>
        string.IsNullOrWhiteSpace(articleLanguage) || Primary(articleLanguage).Equals(Primary(modelLanguage), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Primary(string tag)
    {
        var trimmed = tag.AsSpan().Trim();
        var end = trimmed.IndexOfAny('-', '_');
        return end < 0 ? trimmed : trimmed[..end];
    }
}
