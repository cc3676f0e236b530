namespace FakeNews.Grains.Text;

/// <summary>Finds where comments and scripts are closed. Remembers what is not there any more, so that a text full of openings stays linear.</summary>
internal sealed class MarkupClosings(string text)
{
    private readonly HashSet<string> _absent = [];

    /// <summary>The position behind the next closing, or null where none follows.</summary>
    public int? After(string closing, int from)
    {
        if (_absent.Contains(closing))
        {
            return null;
        }

        var found = text.IndexOf(closing, from, StringComparison.OrdinalIgnoreCase);
        var end = found < 0 ? -1 : text.IndexOf('>', found + closing.Length - 1);
        if (end < 0)
        {
            _absent.Add(closing);
            return null;
        }

        return end + 1;
    }
}
