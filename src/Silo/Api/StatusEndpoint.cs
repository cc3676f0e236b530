using FakeNews.Silo.Feed;
using FakeNews.Silo.Operations;

namespace FakeNews.Silo.Api;

/// <summary><c>GET /api/v1/status</c>.</summary>
internal sealed class StatusEndpoint(IStreamState stream, Readiness readiness, FeedClients clients, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public StatusBody Answer() => new(
        ProductVersion.Current,
        stream.Silo,
        _startedAt,
        readiness.IsReady,
        [.. readiness.Parts.Select(static part => part.WhyNot).OfType<string>()],
        stream.Model,
        stream.Broker,
        stream.Figures,
        clients.Count);
}
