using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Classification;

/// <summary>A device's answer to one batch.</summary>
/// <param name="Outcome">What it did.</param>
/// <param name="Depth">Batches on the device at this moment, running ones included.</param>
/// <param name="Model">The model that ran; with <see cref="ClassifierOutcome.Judged"/> only.</param>
/// <param name="Logits">Two floats (fake, real) for each row, packed little-endian; with <see cref="ClassifierOutcome.Judged"/> only.</param>
/// <param name="ErrorType">The exception's full type name; with <see cref="ClassifierOutcome.Failed"/> and <see cref="ClassifierOutcome.Sick"/> only.</param>
/// <param name="ErrorMessage">Its message.</param>
[GenerateSerializer, Immutable]
public sealed record ClassifierReply(
    [property: Id(0)] ClassifierOutcome Outcome,
    [property: Id(1)] int Depth,
    [property: Id(2)] ModelIdentity? Model = null,
    [property: Id(3)] ReadOnlyMemory<byte> Logits = default,
    [property: Id(4)] string? ErrorType = null,
    [property: Id(5)] string? ErrorMessage = null);
