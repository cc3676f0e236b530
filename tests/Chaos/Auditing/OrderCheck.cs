using System.Runtime.InteropServices;

namespace FakeNews.Chaos.Auditing;

/// <summary>
/// Per key, the order of articles within their partition is the order of their results within theirs. An article's second result is another law's matter,
/// and says nothing of the order.
/// </summary>
internal sealed class OrderCheck(Findings findings)
{
    private readonly Dictionary<Lane, long> _last = [];

    /// <summary>Takes the next result of its partition; before it is counted.</summary>
    public void Take(ResultRecord result, InputIndex.Entry entry)
    {
        if (entry.Verdicts + entry.DeadLetters > 0)
        {
            return;
        }

        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, new Lane(new OutputPartition(result.Kind, result.Partition), result.InputPartition, entry.Record.Key), out var known);
        var before = last;
        findings.Check(
            Law.OrderBroken,
            !known || before < result.InputOffset,
            () => $"key {entry.Record.Key}: {result.Kind} {result.Partition}:{result.Offset} answers {result.InputPartition}:{result.InputOffset}, after {before} was answered");
        last = known ? Math.Max(last, result.InputOffset) : result.InputOffset;
    }

    private readonly record struct Lane(OutputPartition Output, int InputPartition, string Key);
}
