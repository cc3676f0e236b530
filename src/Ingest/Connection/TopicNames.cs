namespace FakeNews.Ingest.Connection;

/// <summary>The topics' names (section <c>Kafka:Topics</c>).</summary>
public sealed class TopicNames
{
    /// <summary>Articles to judge. Default <c>news.articles</c>.</summary>
    public string Articles { get; set; } = "news.articles";

    /// <summary>A verdict for each article. Default <c>news.verdicts</c>.</summary>
    public string Verdicts { get; set; } = "news.verdicts";

    /// <summary>The verdicts that a person should see. Default <c>news.flagged</c>.</summary>
    public string Flagged { get; set; } = "news.flagged";

    /// <summary>Records that could not be judged. Default <c>news.articles.dlq</c>.</summary>
    public string DeadLetters { get; set; } = "news.articles.dlq";

    /// <summary>Labels by reviewers; made so that Kafka keeps them forever. Default <c>news.labels</c>.</summary>
    public string Labels { get; set; } = "news.labels";

    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All => [Articles, Verdicts, Flagged, DeadLetters, Labels];
}
