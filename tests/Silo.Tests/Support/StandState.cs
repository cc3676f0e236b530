using FakeNews.Grains.Contracts;
using FakeNews.Silo.Api;
using FakeNews.Silo.Operations;

namespace FakeNews.Silo.Tests.Support;

/// <summary>What the page is told of a stream that is not there.</summary>
internal sealed class StandState : IInputLog, ISourceList, IStreamState, IReadinessPart
{
    public Dictionary<(int Partition, long Offset), InputRecord> Records { get; } = [];

    public List<SourceFigures> Sources { get; } = [];

    public string Silo => "test-silo";

    public ModelIdentity? Model => Verdicts.Model;

    public BrokerState Broker { get; } = new(
        "embedded", "127.0.0.1:9092", "at-least-once", "news.articles", "news.verdicts", "news.flagged", "news.articles.dlq");

    public StreamFigures Figures { get; set; } = new(0, 0, 0, 0, 0, 0);

    public string Name => "model";

    public string? WhyNot { get; set; }

    public Task<InputRecord?> ReadAsync(int partition, long offset, CancellationToken cancellationToken) =>
        Task.FromResult(Records.GetValueOrDefault((partition, offset)));

    public Task<IReadOnlyList<SourceFigures>> ListAsync(int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SourceFigures>>([.. Sources.Take(limit)]);
}
