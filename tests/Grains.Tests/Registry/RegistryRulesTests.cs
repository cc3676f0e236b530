using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Registry;

public sealed class RegistryRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_refused_command_changes_nothing_and_says_why() => Hold((before, _, outcome) =>
        outcome.Accepted || (outcome.State == before && !string.IsNullOrEmpty(outcome.Explanation)));

    [Fact]
    public void The_generation_grows_by_one_exactly_when_a_part_changes() => Hold((before, _, outcome) =>
    {
        var same = outcome.State with { Generation = before.Generation, Sequence = before.Sequence } == before;
        return outcome.State.Generation == before.Generation + (same ? 0 : 1) && outcome.State.Sequence == before.Sequence + (outcome.Accepted ? 1 : 0);
    });

    [Fact]
    public void The_active_model_is_never_the_candidate() => Hold((_, _, outcome) =>
        outcome.State.Candidate is not { } candidate || candidate.Model != outcome.State.Active);

    [Fact]
    public void Only_a_prepared_candidate_judges_or_becomes_active() => Hold((before, request, outcome) =>
        (outcome.State.Candidate is not { IsOnTrial: true } trial || trial.Stage == CandidateStage.Ready)
        && (outcome.State.Active == before.Active
            || request.Command.Verb is RegistryVerb.Adopt or RegistryVerb.Rollback
            || (before.Candidate?.Stage == CandidateStage.Ready && outcome.State.Active == before.Candidate.Model)));

    [Fact]
    public void A_candidate_goes_by_itself_only_where_its_preparation_said_so_and_no_person_gave_it_a_share_since() => Check.QuickThrowOnFailure(Prop.ForAll(RegistryMoves.Sequences, requests =>
    {
        PromotionWish? expected = null;
        return Run(requests).All(step =>
        {
            expected = (step.Outcome.Accepted, step.Request.Command.Verb) switch
            {
                (true, RegistryVerb.Prepare) => step.Request.Command.Promotion,
                (true, RegistryVerb.Shadow or RegistryVerb.Canary) when step.Request.Actor != PromotionRules.Actor => null,
                (true, RegistryVerb.Rollback or RegistryVerb.Reject or RegistryVerb.Activate or RegistryVerb.Promote) => null,
                _ => expected,
            };
            return step.Outcome.State.Candidate?.Promotion?.Wish == expected;
        });
    }));

    [Fact]
    public void A_command_that_expects_another_generation_is_always_refused() => Hold((before, request, outcome) =>
        request.ExpectedGeneration is null || request.ExpectedGeneration == before.Generation || outcome.Refusal == RegistryRefusal.StaleGeneration);

    [Fact]
    public void A_rollback_brings_back_the_model_that_was_active_before() => Check.QuickThrowOnFailure(Prop.ForAll(RegistryMoves.Sequences, requests =>
    {
        var states = Run(requests).Select(step => step.Outcome.State).ToArray();
        var changes = states.Select(state => state.Active).Aggregate(new List<ModelIdentity?>(), (seen, active) =>
        {
            if (seen.Count == 0 || seen[^1] != active)
            {
                seen.Add(active);
            }

            return seen;
        });
        var last = states.LastOrDefault() ?? RegistryState.Empty;
        var rolled = RegistryRules.Apply(last, new(new(RegistryVerb.Rollback), "tester"), At);
        var wanted = changes.Where(active => active is not null).SkipLast(1).LastOrDefault();
        return wanted is null ? !rolled.Accepted : rolled.State.Active == wanted && rolled.State.Previous == last.Active;
    }));

    [Fact]
    public void The_history_replayed_is_the_state() => Check.QuickThrowOnFailure(Prop.ForAll(RegistryMoves.Sequences, requests =>
    {
        var steps = Run(requests).ToArray();
        var history = steps.Select(step => step.Outcome.Entry).OfType<HistoryEntry>().ToArray();
        return history.Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, history.Length).Select(n => (long)n))
            && Equal(RegistryRules.Replay(history), steps.LastOrDefault().Outcome?.State ?? RegistryState.Empty);
    }));

    [Fact]
    public void The_way_from_import_to_active_and_back()
    {
        var (first, second) = (RegistryMoves.Models[0], RegistryMoves.Models[1]);
        var state = RegistryState.Empty;
        foreach (var command in (RegistryCommand[])
        [
            new(RegistryVerb.Adopt, first),
            new(RegistryVerb.Import, second),
            new(RegistryVerb.Prepare, second),
            new(RegistryVerb.Prepared, second),
            new(RegistryVerb.Shadow, Percent: 100),
            new(RegistryVerb.Canary, Percent: 5),
            new(RegistryVerb.Promote),
        ])
        {
            var outcome = RegistryRules.Apply(state, new(command, "tester"), At);
            Assert.True(outcome.Accepted, outcome.Explanation);
            state = outcome.State;
        }

        Assert.Equal((second, first, null, 6, 7), (state.Active, state.Previous, state.Candidate, state.Generation, state.Sequence));
        var back = RegistryRules.Apply(state, new(new(RegistryVerb.Rollback), "tester"), At).State;
        Assert.Equal((first, second), (back.Active, back.Previous));
    }

    [Fact]
    public void A_failed_preparation_is_refused_by_the_name_of_its_device()
    {
        var model = RegistryMoves.Models[1];
        var state = RegistryRules.Replay(
        [
            Entry(new(RegistryVerb.Adopt, RegistryMoves.Models[0])), Entry(new(RegistryVerb.Prepare, model)), Entry(new(RegistryVerb.Unprepared, model, Faults: [new("b/cpu0", "out of memory")])),
        ]);

        var outcome = RegistryRules.Apply(state, new(new(RegistryVerb.Activate, model), "tester"), At);

        Assert.Equal(RegistryRefusal.NotPrepared, outcome.Refusal);
        Assert.Contains("b/cpu0: out of memory", outcome.Explanation, StringComparison.Ordinal);
        Assert.Equal(2, RegistryRules.Apply(state, new(new(RegistryVerb.Prepare, model), "tester"), At).State.Candidate!.Attempt);
    }

    private static HistoryEntry Entry(RegistryCommand command) => new(0, At, "tester", command, null, 0, 0, null);

    private static void Hold(Func<RegistryState, RegistryRequest, RegistryOutcome, bool> law) =>
        Check.QuickThrowOnFailure(Prop.ForAll(RegistryMoves.Sequences, requests => Run(requests).All(step => law(step.Before, step.Request, step.Outcome))));

    private static IEnumerable<(RegistryState Before, RegistryRequest Request, RegistryOutcome Outcome)> Run(RegistryRequest[] requests)
    {
        var state = RegistryState.Empty;
        foreach (var request in requests)
        {
            var outcome = RegistryRules.Apply(state, request, At);
            yield return (state, request, outcome);
            state = outcome.State;
        }
    }

    private static bool Equal(RegistryState a, RegistryState b) =>
        (a with { Candidate = a.Candidate is { } one ? one with { Faults = [] } : null }) == (b with { Candidate = b.Candidate is { } two ? two with { Faults = [] } : null });
}
