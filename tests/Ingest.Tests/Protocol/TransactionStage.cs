namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>A silo's view of its transaction.</summary>
public enum TransactionStage : byte
{
    None,
    Produced,
    OffsetsSent,
}
