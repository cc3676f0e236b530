namespace FakeNews.Grains.Classification;

/// <summary>Why one article could not be judged; becomes a dead letter's headers.</summary>
/// <param name="ExceptionType">The exception's full type name.</param>
/// <param name="Message">Its message.</param>
/// <param name="Attempts">How often it was tried.</param>
[GenerateSerializer, Immutable]
public sealed record JudgementFailure(
    [property: Id(0)] string ExceptionType,
    [property: Id(1)] string Message,
    [property: Id(2)] int Attempts);
