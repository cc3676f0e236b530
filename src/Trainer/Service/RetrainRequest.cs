namespace FakeNews.Trainer.Service;

/// <summary>A retraining asked for by hand.</summary>
/// <param name="Reason">Why; at most 300 characters.</param>
/// <param name="Id">Tells requests apart: the same id is the same request, however often it is sent, to whichever trainers.</param>
public sealed record RetrainRequest(string? Reason = null, string? Id = null);
