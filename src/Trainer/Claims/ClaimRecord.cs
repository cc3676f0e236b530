namespace FakeNews.Trainer.Claims;

/// <summary>A record of <c>news.trainer</c>, whose one partition orders what all trainers say.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Trainer">Who says it.</param>
/// <param name="Epoch">Which claim on the trigger it belongs to, from 1: a trainer that takes over has a higher one.</param>
/// <param name="At">When, by the trainer's clock.</param>
/// <param name="Series">Series of the trigger: <c>labels</c>, <c>schedule</c>, <c>drift</c> or <c>hand</c>.</param>
/// <param name="Round">Its number in the series.</param>
public sealed record ClaimRecord(ClaimKind Kind, string Trigger, string Trainer, int Epoch, DateTimeOffset At, string Series, long Round);
