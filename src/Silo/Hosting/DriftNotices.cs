using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Ingest.Consuming;

namespace FakeNews.Silo.Hosting;

/// <summary>Tells the watch on drift of delivered verdicts.</summary>
internal sealed class DriftNotices(DriftFeed feed) : IVerdictListener
{
    public void Delivered(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            feed.Offer(verdict);
        }
    }
}
