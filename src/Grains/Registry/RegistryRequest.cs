namespace FakeNews.Grains.Registry;

/// <summary>A command with who gives it and why.</summary>
/// <param name="Command">What is wanted.</param>
/// <param name="Actor">Who: the name of an API key, <c>local</c>, or <c>system:…</c> for the program itself.</param>
/// <param name="Reason">Why, in the actor's words; untrusted text.</param>
/// <param name="ExpectedGeneration">The generation that the actor has seen; another one refuses the command. Null: whatever it is.</param>
[GenerateSerializer, Immutable]
public sealed record RegistryRequest(
    [property: Id(0)] RegistryCommand Command,
    [property: Id(1)] string Actor,
    [property: Id(2)] string? Reason = null,
    [property: Id(3)] long? ExpectedGeneration = null);
