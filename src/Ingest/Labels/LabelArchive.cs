using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Reading;

namespace FakeNews.Ingest.Labels;

/// <summary>
/// Reads the labels' topic once, to where it ends at the start. Words are selected without the articles' texts, which are read again by their places, so that a
/// topic of any size takes little memory.
/// </summary>
public sealed class LabelArchive(KafkaConnection connection)
{
    // As much of a title as a line shows.
    private const int TitleKept = 200;

    private string Topic => connection.Options.Topics.Labels;

    /// <summary>The words that count (the last of each reviewer on each article) and that a filter means, the oldest first.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses.</exception>
    public Task<ImmutableArray<LabelWord>> SelectAsync(LabelFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Task.Run(
            () =>
            {
                var last = new Dictionary<(string Article, string Reviewer), LabelWord>();
                foreach (var (record, label) in Labels(new TopicScan(connection, Topic).Read(null, cancellationToken)))
                {
                    var word = Word(record, label);
                    if (!last.TryGetValue((label.ArticleId, label.Reviewer), out var before) || word.Word.Replaces(before.Word))
                    {
                        last[(label.ArticleId, label.Reviewer)] = word;
                    }
                }

                return last.Values.Where(filter.Matches)
                    .OrderBy(static word => word.Word.At).ThenBy(static word => word.Word.Partition).ThenBy(static word => word.Word.Offset)
                    .ToImmutableArray();
            },
            cancellationToken);
    }

    /// <summary>The labels of selected words with their articles, each once. Blocks the calling thread while it waits for the broker.</summary>
    /// <exception cref="Confluent.Kafka.KafkaException">The broker can't be reached, or refuses.</exception>
    public IEnumerable<ArticleLabel> Read(IEnumerable<LabelWord> words, CancellationToken cancellationToken) =>
        Labels(new TopicScan(connection, Topic).ReadPlaces(words.Select(static word => (word.Word.Partition, word.Word.Offset)), cancellationToken)).Select(static each => each.Label);

    private static LabelWord Word(StoredRecord record, ArticleLabel label) => new(
        label.ArticleId,
        label.Title is { Length: > TitleKept } title ? title[..TitleKept] : label.Title,
        new(label.Reviewer, label.Label, label.At, record.Partition, record.Offset, label.Note, label.Verdict));

    private static IEnumerable<(StoredRecord Record, ArticleLabel Label)> Labels(IEnumerable<StoredRecord> records)
    {
        foreach (var record in records)
        {
            // Anybody may write to a topic: what is no label is passed over, as by the silos.
            if (LabelRecord.TryRead(record.Value, out var label))
            {
                yield return (record, label);
            }
        }
    }
}
