namespace FakeNews.Grains.Text.Masks;

/// <summary>Applies a rule again while it changes something: a cut can join two halves into a new phrase.</summary>
internal static class Rounds
{
    // Deeper nesting than this is nobody's accident; the bound keeps hostile text linear.
    private const int Most = 8;

    /// <summary>The text once it is stable, or after the last round.</summary>
    public static string UntilStable(string text, Func<string, string> apply)
    {
        for (var round = 0; round < Most; round++)
        {
            var before = text;
            text = apply(text);
            if (ReferenceEquals(before, text))
            {
                break;
            }
        }

        return text;
    }
}
