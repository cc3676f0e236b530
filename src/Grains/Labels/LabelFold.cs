using System.Diagnostics.CodeAnalysis;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Labels;

/// <summary>
/// Folds the labels' topic: for each article the last word of every reviewer, without the articles' texts. Beyond its capacity it forgets the articles that
/// nobody has said anything about for longest. Not thread-safe.
/// </summary>
/// <param name="capacity">Most articles remembered.</param>
public sealed class LabelFold(int capacity)
{
    /// <summary>Longest note that is remembered, in UTF-16 units.</summary>
    public const int LongestNote = 2_000;

    private readonly Dictionary<string, ArticleReview> _articles = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset LastAt, string Id)> _byAge = [];

    /// <summary>The articles by their ids.</summary>
    public IReadOnlyDictionary<string, ArticleReview> Articles => _articles;

    /// <summary>Takes a record in; one that was taken in before changes nothing.</summary>
    /// <param name="label">The label.</param>
    /// <param name="partition">Where it lies.</param>
    /// <param name="offset">Where it lies.</param>
    public void Add(ArticleLabel label, int partition, long offset)
    {
        ArgumentNullException.ThrowIfNull(label);
        var before = _articles.GetValueOrDefault(label.ArticleId);
        var note = label.Note is { Length: > LongestNote } ? label.Note[..LongestNote] : label.Note;
        var after = (before ?? ArticleReview.Empty).With(new(label.Reviewer, label.Label, label.At, partition, offset, note, label.Verdict));
        if (ReferenceEquals(before, after))
        {
            return;
        }

        if (before is not null)
        {
            _byAge.Remove((before.LastAt, label.ArticleId));
        }

        _articles[label.ArticleId] = after;
        _byAge.Add((after.LastAt, label.ArticleId));
        while (_articles.Count > capacity)
        {
            var oldest = _byAge.Min;
            _byAge.Remove(oldest);
            _articles.Remove(oldest.Id);
        }
    }

    /// <summary>An article's review; false where nobody has said anything (or it is forgotten).</summary>
    public bool TryGet(string articleId, [NotNullWhen(true)] out ArticleReview? review) => _articles.TryGetValue(articleId, out review);
}
