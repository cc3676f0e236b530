using FakeNews.Chaos.Auditing;

namespace FakeNews.Chaos.Models;

/// <summary>
/// When each version could be active, by the registry that made it so. A span is never too short: it begins when activation is asked for, and ends when the registry's
/// silos have said that they judge by another one.
/// </summary>
public sealed class ModelLog
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>From a moment on a version may be active.</summary>
    /// <param name="registry">Whose registry: a silo's name, where each is a cluster of its own.</param>
    /// <param name="sha256">The version.</param>
    /// <param name="at">The moment.</param>
    public void Begin(string registry, string sha256, DateTimeOffset at)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(registry, sha256, at));
        }
    }

    /// <summary>From a moment on only this version is active: an activation succeeded, and no older command can take effect any more.</summary>
    public void Only(string registry, string sha256, DateTimeOffset at) => EndWhere(registry, entry => entry.Sha256 != sha256, at);

    /// <summary>A version is not active any more, or its activation was refused.</summary>
    public void End(string registry, string sha256, DateTimeOffset at) => EndWhere(registry, entry => entry.Sha256 == sha256, at);

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<ModelSpan> Spans()
    {
        lock (_gate)
        {
            return [.. _entries.Select(entry => new ModelSpan(entry.Sha256, entry.From, entry.To))];
        }
    }

    private void EndWhere(string registry, Predicate<Entry> which, DateTimeOffset at)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Where(entry => entry.Registry == registry && entry.To is null && which(entry)))
            {
                entry.To = at;
            }
        }
    }

    private sealed class Entry(string registry, string sha256, DateTimeOffset from)
    {
        public string Registry => registry;

        public string Sha256 => sha256;

        public DateTimeOffset From => from;

        public DateTimeOffset? To { get; set; }
    }
}
