using System.Collections.Immutable;
using System.Globalization;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;

namespace FakeNews.Grains.Trial;

/// <summary>
/// Says what the registry does next without a person: it stops a candidate or takes a fresh champion back that breaks a limit; where no limit is broken, a candidate
/// that goes its way by itself takes its next step. Holds nothing: all of it follows from what is durable, what silos counted, and the time.
/// </summary>
internal sealed class Supervision(TrialLimits limits, PromotionOptions promotion, TimeProvider time)
{
    /// <summary>The name under which limits act.</summary>
    public const string LimitsActor = "system:limits";

    /// <summary>True where it depends on what silos counted.</summary>
    /// <param name="state">The registry.</param>
    /// <param name="recent">The latest lines of its history.</param>
    public bool IsNeeded(RegistryState state, ImmutableArray<HistoryEntry> recent) =>
        state.Active is not null && (state.Candidate is { IsOnTrial: true } || IsFresh(state, recent) || PromotionRules.IsAutomatic(state, promotion));

    /// <summary>What is to be done now; null for nothing. It names the generation, so that whoever changed anything since goes first.</summary>
    public RegistryRequest? Next(RegistryState state, ImmutableArray<HistoryEntry> recent, ImmutableArray<(string Silo, SiloModels? Models)> answers)
    {
        var report = Sum(answers);
        return (Broken(state, recent, report), Outlook(state, recent, answers)) switch
        {
            ({ } sentence, _) => new(
                state.Candidate is { IsOnTrial: true } candidate ? new(RegistryVerb.Reject, candidate.Model) : new(RegistryVerb.Rollback), LimitsActor, $"Stopped by a limit: {sentence}.", state.Generation),
            (null, { Waits: null } due) => new(due.Next, PromotionRules.Actor, $"{due.Evidence} No limit is broken.", state.Generation),
            _ => null,
        };
    }

    /// <summary>How far the candidate is on its way to become active by itself, and what it waits for; null where a person decides.</summary>
    public PromotionOutlook? Outlook(RegistryState state, ImmutableArray<HistoryEntry> recent, ImmutableArray<(string Silo, SiloModels? Models)> answers)
    {
        if (!PromotionRules.IsAutomatic(state, promotion))
        {
            return null;
        }

        // What a silo counted that does not answer is unknown, and a trial would end the watch over a fresh champion.
        var obstacle = PreparationFaults.Of(state.Candidate!, answers).Select(static fault => $"It waits for {fault.Device}: {fault.Reason}").FirstOrDefault()
            ?? (state.Candidate!.IsOnTrial || !IsFresh(state, recent) ? null
                : string.Create(CultureInfo.InvariantCulture, $"It waits while the active model is new and watched, for {limits.RollbackWithin} (Trial:RollbackWithin)."));
        return PromotionRules.Look(state, Sum(answers), obstacle, promotion, limits.MinimumArticles, time.GetUtcNow());
    }

    /// <summary>The limit that the candidate on trial breaks, or else a fresh champion, as a sentence.</summary>
    private string? Broken(RegistryState state, ImmutableArray<HistoryEntry> recent, TrialReport report) =>
        state is { Active: { } active, Candidate: { IsOnTrial: true } candidate } ? TrialRules.Broken(report.Of(active.Sha256), report.Of(candidate.Model.Sha256), report.Flips, limits)
        : IsFresh(state, recent) ? TrialRules.Broken(report.Of(state.Previous!.Sha256), report.Of(state.Active!.Sha256), null, limits)
        : null;

    /// <summary>A champion is fresh from the moment an activation made it one, not after a rollback: that would go to and fro.</summary>
    private bool IsFresh(RegistryState state, ImmutableArray<HistoryEntry> recent) =>
        state is { Active: not null, Previous: not null }
        && recent.LastOrDefault(static entry => entry.Command.Verb is RegistryVerb.Activate or RegistryVerb.Promote or RegistryVerb.Rollback or RegistryVerb.Adopt) is
        { Command.Verb: RegistryVerb.Activate or RegistryVerb.Promote } last
        && last.Active == state.Active
        && time.GetUtcNow() - last.At < limits.RollbackWithin;

    private static TrialReport Sum(ImmutableArray<(string Silo, SiloModels? Models)> answers) =>
        TrialReport.Merge([.. answers.Select(static answer => answer.Models?.Trial).OfType<TrialReport>()]);
}
