using System.Globalization;

namespace FakeNews.Ingest.DeadLetters;

/// <summary>Where a letter lies in the dead letters' topic; written <c>partition:offset</c>.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">The offset.</param>
public readonly record struct LetterPlace(int Partition, long Offset)
{
    /// <summary>Reads a written place.</summary>
    /// <returns>False where it is none.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out LetterPlace place)
    {
        var colon = text.IndexOf(':');
        if (colon > 0
            && int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            && long.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            place = new LetterPlace(partition, offset);
            return true;
        }

        place = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Partition}:{Offset}");
}
