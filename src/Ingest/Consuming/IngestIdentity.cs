namespace FakeNews.Ingest.Consuming;

/// <summary>Who this process is to Kafka: its client id, and with the group its transactional id.</summary>
/// <param name="Silo">The silo's name; unique among the processes alive, and better the same after a restart.</param>
public sealed record IngestIdentity(string Silo);
