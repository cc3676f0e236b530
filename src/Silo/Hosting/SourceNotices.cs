using FakeNews.Grains.Contracts;
using FakeNews.Grains.Sources;
using FakeNews.Ingest.Consuming;

namespace FakeNews.Silo.Hosting;

/// <summary>Tells the publishers' statistics of delivered verdicts.</summary>
internal sealed class SourceNotices(VerdictStream stream, StreamState state) : IVerdictListener
{
    public void Delivered(IReadOnlyList<Verdict> verdicts)
    {
        state.Count(verdicts);
        foreach (var verdict in verdicts)
        {
            stream.Publish(verdict);
        }
    }
}
