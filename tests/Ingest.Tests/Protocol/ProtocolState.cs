namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>The whole system: one partition, its group, two silos.</summary>
/// <param name="Owner">The silo to which the group gave the partition last; it may not know yet.</param>
/// <param name="Committed">The group's committed offset.</param>
/// <param name="Once">Records with at least one visible result.</param>
/// <param name="Twice">Records with more than one.</param>
/// <param name="First">Silo 0.</param>
/// <param name="Second">Silo 1.</param>
public readonly record struct ProtocolState(byte Owner, byte Committed, byte Once, byte Twice, SiloState First, SiloState Second)
{
    /// <summary>The silo with that index.</summary>
    public SiloState this[int silo] => silo == 0 ? First : Second;

    /// <summary>This state with one silo replaced.</summary>
    public ProtocolState With(int silo, SiloState state) => silo == 0 ? this with { First = state } : this with { Second = state };
}
