using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Retraining;

namespace FakeNews.Trainer.Service;

/// <summary>A retraining under way.</summary>
/// <param name="Trigger">The trigger's id.</param>
/// <param name="Why">In words.</param>
/// <param name="Champion">The model that is trained on.</param>
/// <param name="Since">When it was begun.</param>
/// <param name="Progress">How far it is.</param>
public sealed record RunningRetrain(string Trigger, string Why, ModelIdentity Champion, DateTimeOffset Since, RetrainFigures Progress);
