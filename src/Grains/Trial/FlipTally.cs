using System.Collections.Immutable;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Trial;

/// <summary>Gathers one silo's flip report. Thread-safe.</summary>
internal sealed class FlipTally(ModelIdentity champion, ModelIdentity candidate, DateTimeOffset since)
{
    private const int LongestTitle = 300;
    private static readonly int[] LengthBounds = [32, 64, 128, 256, 512, int.MaxValue];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FlipCounts> _bySource = new(StringComparer.Ordinal);
    private readonly Dictionary<int, FlipCounts> _byLength = [];
    private readonly Queue<Flip> _flips = [];
    private FlipCounts _total;
    private long _offered;
    private long _dropped;
    private long _failed;

    public void Offered() => Interlocked.Increment(ref _offered);

    public void Dropped() => Interlocked.Increment(ref _dropped);

    public void Failed() => Interlocked.Increment(ref _failed);

    public void Compare(Verdict before, Verdict after)
    {
        var (was, becomes) = (before.Decision == Decision.Flag, after.Decision == Decision.Flag);
        var counts = new FlipCounts(1, !was && becomes ? 1 : 0, was && !becomes ? 1 : 0);
        lock (_lock)
        {
            _total += counts;
            var source = Cut(before.Source) ?? "";
            source = _bySource.ContainsKey(source) || _bySource.Count < FlipReport.MaximumSources ? source : FlipReport.OtherSources;
            _bySource[source] = _bySource.GetValueOrDefault(source) + counts;
            var length = LengthBounds.First(bound => (before.Tokens?.Total ?? 0) <= bound);
            _byLength[length] = _byLength.GetValueOrDefault(length) + counts;
            if (counts.Flips > 0)
            {
                _flips.Enqueue(new(
                    before.ArticleId, Cut(before.Title), Cut(before.Source), before.Tokens?.Used ?? 0, before.FakeProbability, after.FakeProbability, before.Decision, after.Decision, after.ClassifiedAt));
                if (_flips.Count > FlipReport.MaximumFlips)
                {
                    _flips.Dequeue();
                }
            }
        }
    }

    public FlipReport Read()
    {
        lock (_lock)
        {
            return new(
                champion, candidate, since, _total, _bySource.ToImmutableSortedDictionary(StringComparer.Ordinal), _byLength.ToImmutableSortedDictionary(), [.. _flips.Reverse()],
                Interlocked.Read(ref _offered), Interlocked.Read(ref _dropped), Interlocked.Read(ref _failed));
        }
    }

    private static string? Cut(string? text) => text is { Length: > LongestTitle } ? text[..LongestTitle] : text;
}
