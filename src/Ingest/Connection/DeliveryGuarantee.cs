using System.ComponentModel;

namespace FakeNews.Ingest.Connection;

/// <summary>What a reader of the verdicts may rely on when a process dies.</summary>
[TypeConverter(typeof(DeliveryGuaranteeConverter))]
public enum DeliveryGuarantee
{
    /// <summary>Exactly once on a broker of its own, at least once on the embedded one, which has no transactions.</summary>
    Auto,

    /// <summary>Results and consumed offsets are one Kafka transaction: a <c>read_committed</c> reader sees each result once.</summary>
    ExactlyOnce,

    /// <summary>Results are acknowledged before offsets are committed: none is lost, but after a failure some appear twice.</summary>
    AtLeastOnce,
}
