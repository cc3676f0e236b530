using FakeNews.Chaos.Auditing;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.EndToEnd.Tests.Chaos;

/// <summary>The auditor finds what is planted, whatever the run looked like, and nothing where nothing is.</summary>
public sealed class AuditorTests
{
    [Fact]
    public void A_run_that_keeps_every_law_has_no_finding() => ForAnySeed(seed =>
    {
        var report = Auditor.Audit(History.Create(seed));

        return report.Holds && Enum.GetValues<Law>().All(law => report[law].Checked > 0);
    });

    [Fact]
    public void A_result_that_is_missing_is_found() => Plants(Law.Lost, (evidence, random) =>
        evidence with { Results = Without(evidence.Results, Pick(random, evidence.Results, IsResult)) });

    [Fact]
    public void A_result_that_comes_twice_is_found() => Plants(Law.Doubled, (evidence, random) =>
    {
        var result = Pick(random, evidence.Results, IsResult);
        return evidence with { Results = [.. evidence.Results, result with { Offset = 10_000 }] };
    });

    [Fact]
    public void A_verdict_besides_a_dead_letter_is_found() => Plants(Law.Doubled, (evidence, random) =>
    {
        var result = Pick(random, evidence.Results, IsResult);
        var other = result.Kind == ResultKind.Verdict ? ResultKind.DeadLetter : ResultKind.Verdict;
        return evidence with { Results = [.. evidence.Results, result with { Kind = other, Offset = 10_000, IsFlagged = false }] };
    });

    [Fact]
    public void A_result_for_nothing_is_found() => Plants(Law.NeverProduced, (evidence, random) =>
    {
        var result = Pick(random, evidence.Results, _ => true);
        return evidence with { Results = [.. evidence.Results, result with { InputOffset = 1_000_000, Offset = 10_000 }] };
    });

    [Fact]
    public void A_result_under_another_articles_id_is_found() => Plants(Law.NeverProduced, (evidence, random) =>
    {
        var result = Pick(random, evidence.Results, IsResult);
        return evidence with { Results = [.. Without(evidence.Results, result), result with { Id = "somebody else" }] };
    });

    [Fact]
    public void A_verdict_of_a_model_that_was_not_active_is_found() => Plants(Law.Stale, (evidence, random) =>
    {
        // Far enough from the change that no commit bound excuses it.
        var half = evidence.Results.Count / 4;
        var late = random.Next(2) == 0;
        var result = Pick(random, late ? [.. evidence.Results.TakeLast(half)] : [.. evidence.Results.Take(half)], record => record.Kind == ResultKind.Verdict);
        return evidence with { Results = Replace(evidence.Results, result, result with { Model = late ? "first" : "second" }) };
    });

    [Fact]
    public void Two_results_of_a_key_in_the_wrong_order_are_found() => Plants(Law.OrderBroken, (evidence, random) =>
    {
        var keys = evidence.Inputs.SelectMany(pair => pair.Value.Select(record => (Place: (pair.Key, record.Offset), record.Key))).ToDictionary(pair => pair.Place, pair => pair.Key);
        var pairs = evidence.Results.Where(record => record.Kind == ResultKind.Verdict)
            .GroupBy(record => (record.Partition, record.InputPartition, keys[(record.InputPartition, record.InputOffset)]))
            .Where(group => group.Count() > 1)
            .Select(group => (First: group.First(), Second: group.Last()))
            .ToList();
        var (first, second) = pairs[random.Next(pairs.Count)];
        ResultRecord Swapped(ResultRecord record) => record == first ? second with { Offset = first.Offset } : record == second ? first with { Offset = second.Offset } : record;
        return evidence with { Results = [.. evidence.Results.Select(Swapped)], Models = [], Samples = [] };
    });

    [Fact]
    public void An_offset_committed_before_its_result_is_found() => Plants(Law.CommittedAhead, (evidence, random) =>
    {
        var index = random.Next(evidence.Samples.Count - 1);
        var later = evidence.Samples[index + 1].Committed;
        return evidence with { Samples = [.. evidence.Samples.Select((sample, each) => each == index ? sample with { Committed = later } : sample)] };
    });

    [Fact]
    public void A_group_that_has_not_caught_up_is_found() => Plants(Law.LagLeft, (evidence, random) =>
    {
        var partition = evidence.Committed.Keys.ElementAt(random.Next(evidence.Committed.Count));
        return evidence with { Committed = evidence.Committed.ToDictionary(pair => pair.Key, pair => pair.Key == partition ? pair.Value - 1 : pair.Value) };
    });

    [Fact]
    public void A_probability_other_than_classifys_is_found() => Plants(Law.WrongVerdict, (evidence, random) =>
    {
        var result = Pick(random, evidence.Results, record => record.Kind == ResultKind.Verdict);
        return evidence with { Results = Replace(evidence.Results, result, result with { FakeProbability = result.FakeProbability + 0.001 }) };
    });

    [Fact]
    public void A_flagged_copy_too_few_or_too_many_is_found() => Plants(Law.WrongFlagging, (evidence, random) =>
    {
        var copy = Pick(random, evidence.Results, record => record.Kind == ResultKind.Flagged);
        return evidence with { Results = random.Next(2) == 0 ? Without(evidence.Results, copy) : [.. evidence.Results, copy with { Offset = 10_000 }] };
    });

    [Fact]
    public void A_dead_letter_for_an_ordinary_article_is_found() => Plants(Law.WrongKind, (evidence, random) =>
    {
        var result = Pick(random, evidence.Results, record => record is { Kind: ResultKind.Verdict, IsFlagged: false });
        return evidence with { Results = Replace(evidence.Results, result, result with { Kind = ResultKind.DeadLetter, Model = null }) };
    });

    [Fact]
    public void An_acknowledged_article_that_is_gone_is_found() => Plants(Law.BrokerLost, (evidence, _) =>
        evidence with { Acknowledged = [.. evidence.Acknowledged, new Acknowledgement("gone", 0, 1_000_000)] });

    [Fact]
    public void Articles_ordered_again_must_come_exactly_once_more() => ForAnySeed(seed =>
    {
        var evidence = History.Create(seed);
        var random = new Random(seed);
        var (partition, records) = evidence.Inputs.ElementAt(random.Next(evidence.Inputs.Count));
        var from = records[random.Next(records.Count)].Offset;
        var ordered = evidence with { Again = [new OrderedAgain(partition, from, records[^1].Offset + 1)] };
        var again = ordered.Results.Where(result => result.InputPartition == partition && result.InputOffset >= from).Select(result => result with { Offset = result.Offset + 10_000, Timestamp = result.Timestamp.AddHours(1) });
        var obeyed = ordered with { Results = [.. ordered.Results, .. again], Models = [] };
        return !Auditor.Audit(ordered)[Law.Lost].Broken.Equals(0) && Auditor.Audit(obeyed).Holds && Auditor.Audit(obeyed with { Again = [] })[Law.Doubled].Broken > 0;
    });

    private static bool IsResult(ResultRecord record) => record.Kind != ResultKind.Flagged;

    private static void Plants(Law law, Func<Evidence, Random, Evidence> plant) => ForAnySeed(seed =>
    {
        var report = Auditor.Audit(plant(History.Create(seed), new Random(seed)));

        return report[law].Broken > 0 && report[law].Examples.Count > 0 && !report.Holds;
    });

    private static void ForAnySeed(Func<int, bool> holds) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), holds).QuickCheckThrowOnFailure();

    private static ResultRecord Pick(Random random, IReadOnlyList<ResultRecord> results, Func<ResultRecord, bool> which)
    {
        ResultRecord[] possible = [.. results.Where(which)];
        return possible[random.Next(possible.Length)];
    }

    private static IReadOnlyList<ResultRecord> Without(IReadOnlyList<ResultRecord> results, ResultRecord gone) => [.. results.Where(record => record != gone)];

    private static IReadOnlyList<ResultRecord> Replace(IReadOnlyList<ResultRecord> results, ResultRecord old, ResultRecord other) =>
        [.. results.Select(record => record == old ? other : record)];
}
