namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>
/// The commit protocol of the ingest as an executable specification: consume, judge in any order, one transaction with results and offsets, rebalance,
/// crash, zombie, transaction time-out. Each step is one that can happen to the real system at any moment.
/// </summary>
/// <param name="records">Records in the partition.</param>
/// <param name="rules">The rules that are kept.</param>
public sealed class CommitProtocol(int records, Rules rules)
{
    private const int Silos = 2;

    /// <summary>Both silos up, nobody owns the partition yet.</summary>
    public ProtocolState Start { get; } = new(
        Owner: byte.MaxValue,
        Committed: 0,
        Once: 0,
        Twice: 0,
        First: new SiloState { Alive = true, EpochCurrent = true },
        Second: new SiloState { Alive = true, EpochCurrent = true });

    /// <summary>All records have their result and the group knows it.</summary>
    public bool IsDone(ProtocolState state) => state.Committed == records && state.Once == Bits.Below(records);

    /// <summary>The law that a state breaks, or null.</summary>
    public static string? Violation(ProtocolState state) =>
        state.Twice != 0 ? "a record has two visible results"
        : (Bits.Below(state.Committed) & ~state.Once) != 0 ? "the committed offset is beyond a record without a visible result"
        : null;

    /// <summary>Every step that can happen next.</summary>
    public IEnumerable<(string Step, ProtocolState Next)> Steps(ProtocolState state)
    {
        for (var silo = 0; silo < Silos; silo++)
        {
            foreach (var (step, next) in state[silo].Alive ? Running(state, silo) : Dead(state, silo))
            {
                yield return ($"{step} (silo {silo})", next);
            }
        }
    }

    private IEnumerable<(string Step, ProtocolState Next)> Running(ProtocolState state, int silo)
    {
        var self = state[silo];
        yield return ("crash", state.With(silo, new SiloState { Pending = self.Pending, PendingOffset = self.PendingOffset }));

        if (state.Owner != silo)
        {
            yield return ("group moves the partition here", Rebalance(state, silo));
        }
        else if (!self.Owns && (!rules.HasFlag(Rules.StableOffsets) || (state.First.PendingOffset == 0 && state.Second.PendingOffset == 0)))
        {
            yield return ("adopts the partition", state.With(silo, self with { Owns = true, GenerationCurrent = true, Base = state.Committed, Position = state.Committed }));
        }

        if (self.Owns && !self.GenerationCurrent)
        {
            yield return ("notices that it lost the partition", state.With(silo, self.Drop().Abort()));
        }

        if (self.Owns && self.Position < records)
        {
            yield return ("consumes", state.With(silo, self with { Position = (byte)(self.Position + 1) }));
        }

        for (var record = 0; record < records; record++)
        {
            if (self.Owns && Bits.Has(self.Admitted, record))
            {
                yield return ($"judges {record}", state.With(silo, self with { Judged = Bits.With(self.Judged, record) }));
            }

            if (Bits.Has(self.Stale, record))
            {
                var stray = rules.HasFlag(Rules.AssignmentEpoch) ? self.Stray : Bits.With(self.Stray, record);
                yield return ($"gets a late result for {record}", state.With(silo, self with { Stale = (byte)(self.Stale & ~(1 << record)), Stray = stray }));
            }
        }

        foreach (var step in Transaction(state, silo))
        {
            yield return step;
        }
    }

    private IEnumerable<(string Step, ProtocolState Next)> Transaction(ProtocolState state, int silo)
    {
        var self = state[silo];
        if (self.Pending != 0)
        {
            // The silo is slow or stopped: the coordinator aborts for it and raises the epoch.
            yield return ("transaction times out", state.With(silo, self.Abort() with { EpochCurrent = false }));
        }

        if (!self.Owns)
        {
            yield break;
        }

        var refused = rules.HasFlag(Rules.ProducerFencing) && !self.EpochCurrent;
        switch (self.Stage)
        {
            case TransactionStage.None when Completed(self) is { Offset: var offset } completed && offset > self.Base:
                yield return refused
                    ? ("is fenced", Rebuild(state, silo))
                    : ("produces", state.With(silo, self with { Stage = TransactionStage.Produced, Prefix = offset, Pending = completed.Results, Stray = 0 }));
                break;
            case TransactionStage.Produced when refused:
                yield return ("is fenced", Rebuild(state, silo));
                break;
            case TransactionStage.Produced when rules.HasFlag(Rules.GenerationFencing) && !self.GenerationCurrent:
                yield return ("has its offsets refused", state.With(silo, self.Drop().Abort()));
                break;
            case TransactionStage.Produced:
                yield return ("sends offsets", state.With(silo, self with { Stage = TransactionStage.OffsetsSent, PendingOffset = self.Prefix }));
                break;
            case TransactionStage.OffsetsSent when refused:
                yield return ("is fenced", Rebuild(state, silo));
                break;
            case TransactionStage.OffsetsSent:
                yield return ("commits", Commit(state, silo));
                break;
        }
    }

    private static IEnumerable<(string Step, ProtocolState Next)> Dead(ProtocolState state, int silo)
    {
        var self = state[silo];
        if (self.Pending != 0)
        {
            yield return ("transaction times out", state.With(silo, self.Abort()));
        }

        // InitTransactions under the same transactional id aborts what was open and raises the epoch.
        yield return ("starts", state.With(silo, new SiloState { Alive = true, EpochCurrent = true }));
    }

    /// <summary>What may enter a transaction now, and the offset to commit with it.</summary>
    private (byte Results, byte Offset) Completed(SiloState self)
    {
        byte results = 0;
        var offset = self.Base;
        for (var record = self.Base; record < self.Position; record++)
        {
            if (Bits.Has(self.Judged, record))
            {
                results = Bits.With(results, record);
                offset = (byte)(record + 1);
            }
            else if (rules.HasFlag(Rules.ContiguousPrefix))
            {
                break;
            }
        }

        return ((byte)(results | self.Stray), offset);
    }

    private static ProtocolState Rebalance(ProtocolState state, int silo)
    {
        var moved = state with { Owner = (byte)silo };
        for (var each = 0; each < Silos; each++)
        {
            moved = moved.With(each, moved[each] with { GenerationCurrent = false });
        }

        return moved;
    }

    private static ProtocolState Rebuild(ProtocolState state, int silo) =>
        state.With(silo, state[silo].Drop().Abort() with { EpochCurrent = true });

    private static ProtocolState Commit(ProtocolState state, int silo)
    {
        var self = state[silo];
        var committed = state with
        {
            Twice = (byte)(state.Twice | (state.Once & self.Pending)),
            Once = (byte)(state.Once | self.Pending),
            Committed = self.PendingOffset,
        };
        return committed.With(silo, self.Abort() with
        {
            Stage = TransactionStage.None,
            Prefix = 0,
            Base = self.PendingOffset,
            Judged = (byte)(self.Judged & ~self.Pending & ~Bits.Below(self.PendingOffset)),
        });
    }
}
