namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>The rules that make the commit protocol exactly-once. Breaking any one must be found out.</summary>
[Flags]
public enum Rules
{
    None = 0,

    /// <summary>A transaction holds only the contiguous completed prefix.</summary>
    ContiguousPrefix = 1,

    /// <summary>A result of an earlier assignment is discarded.</summary>
    AssignmentEpoch = 2,

    /// <summary>The broker refuses offsets from a member of an old generation (the group metadata in SendOffsetsToTransaction, KIP-447).</summary>
    GenerationFencing = 4,

    /// <summary>The broker refuses a transaction of an old producer epoch (KIP-98).</summary>
    ProducerFencing = 8,

    /// <summary>A new owner waits until no transaction holds offsets of its partition (require stable offsets, KIP-447).</summary>
    StableOffsets = 16,

    All = ContiguousPrefix | AssignmentEpoch | GenerationFencing | ProducerFencing | StableOffsets,
}
