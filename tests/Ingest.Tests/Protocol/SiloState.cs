namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>
/// One silo's memory, and what the broker keeps under its transactional id. Records are bits: bit r is record r. Generations and epochs are compared for
/// equality alone, so "am I current?" is the whole of them, and the state space stays finite without bounds on crashes or rebalances.
/// </summary>
/// <param name="Alive">The process runs.</param>
/// <param name="Owns">The silo believes that it owns the partition; a zombie goes on believing.</param>
/// <param name="GenerationCurrent">Its generation is the group's.</param>
/// <param name="EpochCurrent">Its producer epoch is the coordinator's.</param>
/// <param name="Base">First record not yet committed by it.</param>
/// <param name="Position">Next record to consume.</param>
/// <param name="Judged">Records judged and not yet committed.</param>
/// <param name="Stale">Records of an earlier assignment still with a device.</param>
/// <param name="Stray">Late results of an earlier assignment that were not discarded (only where that rule is broken).</param>
/// <param name="Stage">Where its own view of its transaction stands.</param>
/// <param name="Prefix">The offset that goes with what it produced: taken once, so that results and offset always match.</param>
/// <param name="Pending">Results in the transaction, as the coordinator has them.</param>
/// <param name="PendingOffset">Offset in the transaction; 0 before the offsets are sent (no commit is of offset 0).</param>
public readonly record struct SiloState(
    bool Alive,
    bool Owns,
    bool GenerationCurrent,
    bool EpochCurrent,
    byte Base,
    byte Position,
    byte Judged,
    byte Stale,
    byte Stray,
    TransactionStage Stage,
    byte Prefix,
    byte Pending,
    byte PendingOffset)
{
    /// <summary>Records consumed and not judged.</summary>
    public byte Admitted => (byte)(Bits.Below(Position) & ~Bits.Below(Base) & ~Judged);

    /// <summary>Forgets the assignment: what is with a device becomes stale, finished results are dropped.</summary>
    public SiloState Drop() => this with
    {
        Owns = false,
        Stale = (byte)(Stale | Admitted),
        Base = 0,
        Position = 0,
        Judged = 0,
        Stage = TransactionStage.None,
        Prefix = 0,
    };

    /// <summary>The coordinator forgets the open transaction.</summary>
    public SiloState Abort() => this with { Pending = 0, PendingOffset = 0 };

    /// <summary>All fields in three words, for the millions of look-ups of an exploration (up to 7 records).</summary>
    public override int GetHashCode()
    {
        var flags = (Alive ? 1UL : 0) | (Owns ? 2UL : 0) | (GenerationCurrent ? 4UL : 0) | (EpochCurrent ? 8UL : 0) | ((ulong)Stage << 4);
        var places = (ulong)Base | ((ulong)Position << 3) | ((ulong)Prefix << 6) | ((ulong)PendingOffset << 9);
        var sets = (ulong)Judged | ((ulong)Stale << 7) | ((ulong)Stray << 14) | ((ulong)Pending << 21);
        return HashCode.Combine(flags, places, sets);
    }
}
