namespace FakeNews.Silo.Training;

/// <summary>A retraining asked for by hand.</summary>
/// <param name="Reason">Why; at most 200 characters.</param>
/// <param name="Id">Tells requests apart: the same id is the same request, however often it is sent.</param>
internal sealed record TrainerRequest(string? Reason = null, string? Id = null);
