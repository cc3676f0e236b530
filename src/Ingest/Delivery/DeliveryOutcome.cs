namespace FakeNews.Ingest.Delivery;

/// <summary>What became of a consignment.</summary>
public enum DeliveryOutcome
{
    /// <summary>Results are visible and offsets committed.</summary>
    Delivered,

    /// <summary>Offsets are not committed, and under exactly-once nothing is visible: the same consignment may be sent again.</summary>
    Undone,

    /// <summary>The client can't go on, or doesn't know: producer and consumer must be built anew and start from the last commit.</summary>
    Broken,

    /// <summary>Another process has taken this one's place: stop judging at once.</summary>
    Fenced,
}
