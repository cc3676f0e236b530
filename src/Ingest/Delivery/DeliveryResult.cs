namespace FakeNews.Ingest.Delivery;

/// <summary>What became of a consignment, and why.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Problem">A sentence, unless it was delivered.</param>
public readonly record struct DeliveryResult(DeliveryOutcome Outcome, string? Problem = null)
{
    internal static DeliveryResult Delivered => new(DeliveryOutcome.Delivered);

    internal static DeliveryResult Undone(string problem) => new(DeliveryOutcome.Undone, problem);

    internal static DeliveryResult Broken(string problem) => new(DeliveryOutcome.Broken, problem);

    internal static DeliveryResult Fenced(string problem) => new(DeliveryOutcome.Fenced, problem);
}
