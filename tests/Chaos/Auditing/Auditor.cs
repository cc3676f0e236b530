using System.Globalization;

namespace FakeNews.Chaos.Auditing;

/// <summary>
/// Checks what readers see against what Kafka accepted. Articles and results are matched by place (partition and offset of the input), because that is what
/// Kafka promises; ids are compared besides. Pure: it reads evidence and no broker.
/// </summary>
public static class Auditor
{
    /// <summary>Walks the evidence.</summary>
    public static AuditReport Audit(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var findings = new Findings();
        var inputs = new InputIndex(evidence.Inputs);
        foreach (var again in evidence.Again)
        {
            Demand(inputs, again);
        }

        var order = new OrderCheck(findings);
        var models = new ModelCheck(evidence, findings);
        foreach (var result in evidence.Results)
        {
            Place(result, inputs, findings, order, models);
        }

        var repeated = Articles(evidence, inputs, findings);
        Commits(evidence, inputs, findings);
        Acknowledgements(evidence, inputs, findings);
        return new AuditReport
        {
            Findings = findings.ToList(),
            Inputs = evidence.Inputs.Values.Sum(records => (long)records.Count),
            Verdicts = evidence.Results.LongCount(result => result.Kind == ResultKind.Verdict),
            DeadLetters = evidence.Results.LongCount(result => result.Kind == ResultKind.DeadLetter),
            Flagged = evidence.Results.LongCount(result => result.Kind == ResultKind.Flagged),
            Models = evidence.Results.Where(result => result.Model is not null).Select(result => result.Model).Distinct().Count(),
            Again = repeated,
            LargestDeviation = models.LargestDeviation,
        };
    }

    private static void Demand(InputIndex inputs, OrderedAgain again)
    {
        foreach (var (partition, entries) in inputs.Partitions)
        {
            for (var index = InputIndex.FirstAtOrAfter(entries, again.From); partition == again.Partition && index < entries.Length && entries[index].Record.Offset < again.To; index++)
            {
                entries[index].Wanted++;
            }
        }
    }

    private static void Place(ResultRecord result, InputIndex inputs, Findings findings, OrderCheck order, ModelCheck models)
    {
        var entry = inputs.Find(result.InputPartition, result.InputOffset);
        var known = entry is not null && (entry.Record.Id is null || result.Id is null || entry.Record.Id == result.Id);
        findings.Check(Law.NeverProduced, known, () => $"{Name(result)} answers article {result.Id} at {result.InputPartition}:{result.InputOffset}, where {entry?.Record.Id ?? "nothing"} lies");
        if (entry is null || !known)
        {
            return;
        }

        if (result.Kind == ResultKind.Flagged)
        {
            entry.Copies++;
            return;
        }

        order.Take(result, entry);
        if (result.Kind == ResultKind.Verdict)
        {
            entry.Verdicts++;
            entry.FlaggedVerdicts += result.IsFlagged ? 1 : 0;
            models.Take(result, entry.Record);
        }
        else
        {
            entry.DeadLetters++;
        }

        if (entry.First is null || result.Timestamp < entry.First.Timestamp)
        {
            entry.First = result;
        }
    }

    private static long Articles(Evidence evidence, InputIndex inputs, Findings findings)
    {
        var again = 0L;
        foreach (var (partition, entries) in inputs.Partitions)
        {
            foreach (var entry in entries)
            {
                var record = entry.Record;
                var results = entry.Verdicts + entry.DeadLetters;
                string Where() => string.Create(CultureInfo.InvariantCulture, $"article {record.Id} at {partition}:{record.Offset} ({record.Kind}): {entry.Verdicts} verdicts, {entry.DeadLetters} dead letters, {entry.Wanted} wanted, {entry.Copies} copies flagged");

                // What the group has not passed yet is lag, and counted as such: it is late, not lost.
                findings.Check(Law.Lost, results >= entry.Wanted || record.Offset >= evidence.Committed.GetValueOrDefault(partition), Where);
                findings.Check(Law.Doubled, results <= entry.Wanted, Where);
                findings.Check(Law.WrongFlagging, entry.Copies == entry.FlaggedVerdicts, Where);
                if (record.Kind != InputKind.Any)
                {
                    findings.Check(Law.WrongKind, record.Kind == InputKind.Article ? entry.DeadLetters == 0 : entry.Verdicts == 0, Where);
                }

                again += Math.Min(results, entry.Wanted) > 1 ? 1 : 0;
            }
        }

        return again;
    }

    private static void Commits(Evidence evidence, InputIndex inputs, Findings findings)
    {
        foreach (var (partition, entries) in inputs.Partitions)
        {
            var seen = 0;
            foreach (var sample in evidence.Samples)
            {
                var committed = sample.Committed.GetValueOrDefault(partition);
                for (; seen < entries.Length && entries[seen].Record.Offset < committed; seen++)
                {
                    var entry = entries[seen];
                    var visible = entry.First is { } first && first.Offset < sample.Ends.GetValueOrDefault(new OutputPartition(first.Kind, first.Partition));
                    findings.Check(Law.CommittedAhead, visible, () => $"at {sample.At:HH:mm:ss.fff} {partition}:{committed} was committed, and article {entry.Record.Id} at {entry.Record.Offset} had no result");
                }
            }

            var last = evidence.Committed.GetValueOrDefault(partition);
            var from = InputIndex.FirstAtOrAfter(entries, last);
            for (; seen < from; seen++)
            {
                var entry = entries[seen];
                findings.Check(Law.CommittedAhead, entry.First is not null, () => $"{partition}:{last} is committed, and article {entry.Record.Id} at {entry.Record.Offset} has no result");
            }

            for (var index = 0; index < entries.Length; index++)
            {
                var entry = entries[index];
                findings.Check(Law.LagLeft, index < from, () => $"partition {partition} is committed to {last}, and ends behind {entries[^1].Record.Offset}");
            }
        }
    }

    private static void Acknowledgements(Evidence evidence, InputIndex inputs, Findings findings)
    {
        foreach (var acknowledged in evidence.Acknowledged)
        {
            var there = inputs.Find(acknowledged.Partition, acknowledged.Offset)?.Record.Id;
            findings.Check(Law.BrokerLost, there == acknowledged.Id, () => $"{acknowledged.Id} was acknowledged at {acknowledged.Partition}:{acknowledged.Offset}, where {there ?? "nothing"} lies");
        }
    }

    private static string Name(ResultRecord result) => $"{result.Kind} {result.Partition}:{result.Offset}";
}
