using FakeNews.Ingest.Operations;
using FakeNews.Silo.Operations;

namespace FakeNews.Silo.Hosting;

/// <summary>Ready while this process is a member of the consumer group.</summary>
internal sealed class StreamPart(IngestState state) : IReadinessPart
{
    public string Name => "stream";

    public string? WhyNot => state.Current switch
    {
        { Phase: IngestPhase.Running } => null,
        { Phase: IngestPhase.Draining or IngestPhase.Stopped } => "The process is stopping.",
        { Problem: { } problem } => problem,
        _ => "The consumer is looking for the broker.",
    };
}
