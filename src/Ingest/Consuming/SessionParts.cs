using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Settlement;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Consuming;

/// <summary>What outlives a session.</summary>
internal sealed record SessionParts(
    KafkaConnection Connection,
    ArticleJudging Judging,
    IngestState State,
    IngestMetrics Metrics,
    IReadOnlyList<IVerdictListener> Listeners,
    Complaints Complaints,
    RecentConsignments Recent,
    TimeProvider Time,
    ILogger Log);
