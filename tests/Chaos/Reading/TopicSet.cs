namespace FakeNews.Chaos.Reading;

/// <summary>The topics that an audit reads.</summary>
/// <param name="Articles">Accepted articles.</param>
/// <param name="Verdicts">Verdicts.</param>
/// <param name="Flagged">Copies of verdicts for people.</param>
/// <param name="DeadLetters">Dead letters.</param>
public sealed record TopicSet(string Articles, string Verdicts, string Flagged, string DeadLetters)
{
    /// <summary>The product's own names.</summary>
    public static TopicSet Default { get; } = new("news.articles", "news.verdicts", "news.flagged", "news.articles.dlq");

    /// <summary>The topics of results.</summary>
    public IReadOnlyList<(Auditing.ResultKind Kind, string Topic)> Results =>
        [(Auditing.ResultKind.Verdict, Verdicts), (Auditing.ResultKind.DeadLetter, DeadLetters), (Auditing.ResultKind.Flagged, Flagged)];
}
