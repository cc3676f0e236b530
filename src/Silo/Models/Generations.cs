using System.Globalization;

namespace FakeNews.Silo.Models;

/// <summary>The registry's generation as an entity tag (RFC 9110): a command says which one it was decided on.</summary>
internal static class Generations
{
    /// <summary>The entity tag of a generation.</summary>
    public static string Tag(long generation) => string.Create(CultureInfo.InvariantCulture, $"\"{generation}\"");

    /// <summary>Reads If-Match.</summary>
    /// <param name="header">The header.</param>
    /// <param name="generation">The generation; null for <c>*</c>, which means whichever it is.</param>
    /// <returns>False where it is absent or no generation.</returns>
    public static bool TryRead(string? header, out long? generation)
    {
        generation = null;
        var text = header?.Trim() ?? "";
        if (text == "*")
        {
            return true;
        }

        if (!long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        generation = number;
        return true;
    }
}
