using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Gate;

namespace FakeNews.Trainer.Service;

/// <summary>What came of a retraining.</summary>
/// <param name="Trigger">The trigger's id.</param>
/// <param name="Result"><c>proposed</c>, <c>imported</c>, <c>rejected</c>, <c>superseded</c> or <c>failed</c>.</param>
/// <param name="Words">Why, in a sentence or two.</param>
/// <param name="Model">The model that came of it; null where none did.</param>
/// <param name="At">When it was finished.</param>
/// <param name="Gate">The gate's report; null where it did not come that far.</param>
public sealed record RetrainOutcome(string Trigger, string Result, string Words, ModelIdentity? Model, DateTimeOffset At, GateReport? Gate);
