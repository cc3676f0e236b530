using FakeNews.Ingest.Offsets;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Ingest.Tests.Offsets;

public sealed class PartitionTrackerTests
{
    [Fact]
    public void A_commit_never_passes_an_unfinished_record()
    {
        var tracker = new PartitionTracker<string>();
        tracker.Admit(10, 1);
        tracker.Admit(11, 1);
        tracker.Admit(15, 1);
        Assert.True(tracker.TryFinish(15, "c"));
        Assert.Null(tracker.Peek([]));
        Assert.True(tracker.TryFinish(10, "a"));
        var results = new List<string>();
        var prefix = tracker.Peek(results);
        Assert.Equal(new FinishedPrefix(1, 11), prefix);
        Assert.Equal(["a"], results);
        Assert.Equal(1, tracker.Release(prefix!.Value));
        Assert.True(tracker.TryFinish(11, "b"));
        results.Clear();
        Assert.Equal(new FinishedPrefix(2, 16), tracker.Peek(results));
        Assert.Equal(["b", "c"], results);
    }

    [Fact]
    public void Nothing_counts_twice()
    {
        var tracker = new PartitionTracker<int>();
        tracker.Admit(1, 10);
        Assert.True(tracker.TryFinish(1, 1));
        Assert.False(tracker.TryFinish(1, 2));
        Assert.False(tracker.TryFinish(2, 2));
        tracker.Release(tracker.Peek([])!.Value);
        Assert.False(tracker.TryFinish(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => tracker.Admit(1, 10));
        Assert.Throws<InvalidOperationException>(() => tracker.Release(new FinishedPrefix(1, 2)));
    }

    /// <summary>
    /// Any interleaving of admissions, results and deliveries, over offsets with gaps: what is delivered is the input's order without a hole, every commit is one
    /// past the last delivered record and never beyond the first unfinished one, and the counts add up.
    /// </summary>
    [Fact]
    public void Any_interleaving_delivers_the_input_in_order_and_commits_only_what_is_finished() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var tracker = new PartitionTracker<long>();
        var unfinished = new List<long>();
        var (admitted, delivered) = (new List<long>(), new List<long>());
        var offset = (long)random.Next(1000);
        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(5))
            {
                case 0 or 1:
                    offset += 1 + (random.Next(4) == 0 ? random.Next(5) : 0);
                    tracker.Admit(offset, 3);
                    admitted.Add(offset);
                    unfinished.Add(offset);
                    break;
                case 2 or 3 when unfinished.Count > 0:
                    var which = random.Next(unfinished.Count);
                    Must(tracker.TryFinish(unfinished[which], unfinished[which]));
                    unfinished.RemoveAt(which);
                    break;
                default:
                    var results = new List<long>();
                    if (tracker.Peek(results) is { } prefix)
                    {
                        Must(prefix.NextOffset == results[^1] + 1 && prefix.Count == results.Count);
                        Must(unfinished.Count == 0 || prefix.NextOffset <= unfinished.Min());
                        Must(tracker.Release(prefix) == 3 * prefix.Count);
                        delivered.AddRange(results);
                    }
                    else
                    {
                        Must(tracker.Count == 0 || unfinished.Contains(admitted[delivered.Count]));
                    }

                    break;
            }

            Must(tracker.Count == admitted.Count - delivered.Count && tracker.Unfinished == unfinished.Count);
        }

        Must(delivered.SequenceEqual(admitted.Take(delivered.Count)));
        var finished = tracker.Count - tracker.Unfinished;
        Must(tracker.Abandon() == new DroppedRecords(finished, 3 * finished, unfinished.Count) && tracker.Count == 0);
    }).QuickCheckThrowOnFailure();

    private static void Must(bool condition) => Assert.True(condition);
}
