using System.Diagnostics.CodeAnalysis;

namespace FakeNews.Grains.Registry;

/// <summary>What became of a command.</summary>
/// <param name="State">The registry afterwards; unchanged where the command was refused.</param>
/// <param name="Entry">The line of history it left; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was accepted.</param>
/// <param name="Explanation">The refusal in one sentence for a person.</param>
[GenerateSerializer, Immutable]
public sealed record RegistryOutcome(
    [property: Id(0)] RegistryState State,
    [property: Id(1)] HistoryEntry? Entry,
    [property: Id(2)] RegistryRefusal? Refusal,
    [property: Id(3)] string? Explanation)
{
    /// <summary>True with an <see cref="Entry"/>, false with a <see cref="Refusal"/>.</summary>
    [MemberNotNullWhen(true, nameof(Entry))]
    [MemberNotNullWhen(false, nameof(Refusal), nameof(Explanation))]
    public bool Accepted => Entry is not null;

    /// <summary>A refusal that changes nothing.</summary>
    public static RegistryOutcome Refused(RegistryState state, RegistryRefusal refusal, string explanation) => new(state, null, refusal, explanation);
}
