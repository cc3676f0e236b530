namespace FakeNews.Trainer.Service;

/// <summary>The state of a trainer.</summary>
/// <param name="Trainer">Its name.</param>
/// <param name="Articles">Articles with a label.</param>
/// <param name="Texts">Different texts stored.</param>
/// <param name="Usable">Articles that can be learned.</param>
/// <param name="NextAt">Usable articles at which it retrains next; null where it does not for labels.</param>
/// <param name="Waiting">What it waits for, in words; null while it works or has nothing to do.</param>
/// <param name="Running">The retraining under way.</param>
/// <param name="Last">What came of the last one.</param>
public sealed record TrainerStatus(string Trainer, int Articles, int Texts, int Usable, int? NextAt, string? Waiting, RunningRetrain? Running, RetrainOutcome? Last);
