using System.Globalization;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Promotion;

namespace FakeNews.Grains.Registry;

/// <summary>
/// The registry as a pure state machine. Its laws, each held by a property test: a refused command changes nothing; an accepted one grows the generation by
/// one if and only if a part changed, and the sequence by one always; the active model is never the candidate; only a candidate that every device has
/// prepared judges or becomes active; a rollback brings back the very model that was active before; once a person gave a candidate a share, it does nothing by
/// itself any more; and the history replayed is the state.
/// </summary>
public static class RegistryRules
{
    /// <summary>Applies a command.</summary>
    /// <param name="state">The registry before.</param>
    /// <param name="request">The command, its actor and its reason.</param>
    /// <param name="at">The time.</param>
    public static RegistryOutcome Apply(RegistryState state, RegistryRequest request, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        if (request.ExpectedGeneration is { } expected && expected != state.Generation)
        {
            return RegistryOutcome.Refused(state, RegistryRefusal.StaleGeneration, string.Create(CultureInfo.InvariantCulture,
                $"The registry is at generation {state.Generation}, not {expected}: somebody changed it. Look again, then decide."));
        }

        var (next, refusal, explanation) = Move(state, request, at);
        if (next is null)
        {
            return RegistryOutcome.Refused(state, refusal!.Value, explanation!);
        }

        next = next with { Generation = state.Generation + (next == state ? 0 : 1), Sequence = state.Sequence + 1 };
        return new(next, new(next.Sequence, at, request.Actor, request.Command, request.Reason, state.Generation, next.Generation, next.Active), null, null);
    }

    /// <summary>The state that a history leads to.</summary>
    public static RegistryState Replay(IEnumerable<HistoryEntry> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return history.Aggregate(RegistryState.Empty, static (state, entry) => Apply(state, new(entry.Command, entry.Actor, entry.Reason), entry.At).State);
    }

    private static Step Move(RegistryState state, RegistryRequest request, DateTimeOffset at) => request.Command.Verb switch
    {
        RegistryVerb.Import => request.Command.Model is null ? NoModel() : new(state),
        RegistryVerb.Collect => new(state),
        RegistryVerb.Adopt => Adopt(state, request.Command.Model),
        RegistryVerb.Prepare => Prepare(state, request.Command, at),
        RegistryVerb.Prepared => OfCandidate(state, request.Command, CandidateStage.Preparing, candidate => state with
        {
            Candidate = candidate with { Stage = CandidateStage.Ready, Promotion = candidate.Promotion is { } promotion ? promotion with { Since = at } : null },
        }),
        RegistryVerb.Unprepared => OfCandidate(state, request.Command, CandidateStage.Preparing, candidate => state with
        {
            Candidate = candidate with { Stage = CandidateStage.Failed, Faults = request.Command.Faults ?? [] },
        }),
        RegistryVerb.Activate or RegistryVerb.Promote => OfCandidate(state, request.Command, CandidateStage.Ready, candidate => state with
        {
            Active = candidate.Model,
            Previous = state.Active,
            Candidate = null,
        }),
        RegistryVerb.Canary => WithPercent(state, request, at, (candidate, percent) => candidate with { CanaryPercent = percent }),
        RegistryVerb.Shadow => WithPercent(state, request, at, (candidate, percent) => candidate with { ShadowPercent = percent }),
        RegistryVerb.Reject => OfCandidate(state, request.Command, null, _ => state with { Candidate = null }),
        RegistryVerb.Rollback => Rollback(state),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Command.Verb, "There is no such verb."),
    };

    private static Step Adopt(RegistryState state, ModelIdentity? model) => (state.Active, model) switch
    {
        (_, null) => NoModel(),
        ({ } active, _) => new(RegistryRefusal.AlreadyActive, $"{Name(active)} is active already; prepare and activate another."),
        _ => new(state with { Active = model }),
    };

    private static Step Prepare(RegistryState state, RegistryCommand command, DateTimeOffset at)
    {
        if (command.Model is not { } model)
        {
            return NoModel();
        }

        if (state.Active is not { } active)
        {
            return new(RegistryRefusal.NoActive, "No model is active yet, so there is nothing to follow.");
        }

        if (active.Sha256 == model.Sha256)
        {
            return new(RegistryRefusal.AlreadyActive, $"{Name(model)} is the active model.");
        }

        if (state.Candidate is { IsOnTrial: true } trial)
        {
            return new(RegistryRefusal.CandidateOnTrial, $"{Name(trial.Model)} judges articles as the candidate; promote or reject it first.");
        }

        var attempt = state.Candidate is { } before && before.Model.Sha256 == model.Sha256 ? before.Attempt + 1 : 1;
        return new(state with { Candidate = new(model, CandidateStage.Preparing, attempt, 0, 0, [], command.Promotion is { } wish ? new(wish, at) : null) });
    }

    private static Step WithPercent(RegistryState state, RegistryRequest request, DateTimeOffset at, Func<Candidate, double, Candidate> change) => request.Command.Percent is >= 0 and <= 100
        ? OfCandidate(state, request.Command, CandidateStage.Ready, candidate => state with
        {
            // Who gives it a share by hand has taken it into the hand.
            Candidate = change(candidate, request.Command.Percent.Value) with
            {
                Promotion = request.Actor == PromotionRules.Actor && candidate.Promotion is { } promotion ? promotion with { Since = at } : null,
            },
        })
        : new(RegistryRefusal.BadPercent, "The share must be a number from 0 to 100 percent.");

    private static Step OfCandidate(RegistryState state, RegistryCommand command, CandidateStage? stage, Func<Candidate, RegistryState> change) => state.Candidate switch
    {
        null => new(RegistryRefusal.NoCandidate, "There is no candidate; prepare a model first."),
        { } other when command.Model is { } named && named.Sha256 != other.Model.Sha256 =>
            new(RegistryRefusal.OtherCandidate, $"The candidate is {Name(other.Model)}, not {Name(named)}."),
        { } candidate when stage is null || candidate.Stage == stage => new(change(candidate)),
        { Stage: CandidateStage.Failed } failed => new(RegistryRefusal.NotPrepared,
            $"{Name(failed.Model)} could not be prepared: {string.Join("; ", failed.Faults.Select(fault => $"{fault.Device}: {fault.Reason}"))}"),
        { Stage: CandidateStage.Preparing } preparing => new(RegistryRefusal.NotPrepared, $"{Name(preparing.Model)} is not prepared on every device yet."),
        { } ready => new(RegistryRefusal.NotPrepared, $"{Name(ready.Model)} is not being prepared."),
    };

    private static Step Rollback(RegistryState state)
    {
        if (state.Previous is not { } previous)
        {
            return new(RegistryRefusal.NoPrevious, "There is no previous model to return to.");
        }

        // A trial and the gate compare with the model that leaves, so both end; a candidate that is the previous model itself is one no longer.
        var candidate = state.Candidate is { } kept && kept.Model.Sha256 != previous.Sha256 ? kept with { CanaryPercent = 0, ShadowPercent = 0, Promotion = null } : null;
        return new(state with { Active = previous, Previous = state.Active, Candidate = candidate });
    }

    private static Step NoModel() => new(RegistryRefusal.NoModel, "The command must name a model.");

    private static string Name(ModelIdentity model) => $"{model.Name} {model.Version} ({model.Sha256[..Math.Min(12, model.Sha256.Length)]})";

    private readonly record struct Step(RegistryState? Next, RegistryRefusal? Refusal, string? Explanation)
    {
        public Step(RegistryState next)
            : this(next, null, null)
        {
        }

        public Step(RegistryRefusal refusal, string explanation)
            : this(null, refusal, explanation)
        {
        }
    }
}
