namespace FakeNews.Grains.Sources;

/// <summary>
/// Bounds how many publishers are followed, so that a producer who invents names can't have a grain made for each. Who was not seen for a window
/// makes room. Not thread-safe.
/// </summary>
internal sealed class SourceAdmission(int maximum, TimeSpan window, TimeProvider time)
{
    private readonly Dictionary<string, LinkedListNode<(string Name, long SeenAt)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Name, long SeenAt)> _byAge = new();

    /// <summary>The name under which a publisher is counted: its own, or <see cref="SourceName.Other"/>.</summary>
    public string Admit(string name)
    {
        var now = time.GetTimestamp();
        if (_known.TryGetValue(name, out var node))
        {
            _byAge.Remove(node);
        }
        else if (!MakeRoom())
        {
            return SourceName.Other;
        }

        _known[name] = _byAge.AddLast((name, now));
        return name;
    }

    private bool MakeRoom()
    {
        if (_known.Count < maximum)
        {
            return true;
        }

        if (_byAge.First is not { } oldest || time.GetElapsedTime(oldest.Value.SeenAt) < window)
        {
            return false;
        }

        _byAge.RemoveFirst();
        _known.Remove(oldest.Value.Name);
        return true;
    }
}
