using System.Collections.Immutable;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Labels;
using FakeNews.Ingest.Reading;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Labels;

/// <summary>What this silo has read of the labels. Thread-safe.</summary>
internal sealed class LabelBook(IOptions<LabelsOptions> options)
{
    private readonly Lock _gate = new();
    private readonly LabelFold _fold = new(options.Value.Remembered);
    private FlagPrecision? _precision;
    private long _changes;

    /// <summary>How far the topic has been read.</summary>
    public TopicPosition Position { get; private set; } = TopicPosition.Start;

    /// <summary>Takes a record of the topic in.</summary>
    /// <returns>False where it is no label.</returns>
    public bool Read(StoredRecord record)
    {
        var isLabel = LabelRecord.TryRead(record.Value, out var label);
        lock (_gate)
        {
            Position = Position.With(record.Partition, record.Offset);
            if (isLabel)
            {
                Fold(label!, record.Partition, record.Offset);
            }

            return isLabel;
        }
    }

    /// <summary>Takes a label in that this silo has just written, so that its writer finds it at once; it is read once more from the topic, which changes nothing.</summary>
    public void Wrote(ArticleLabel label, int partition, long offset)
    {
        lock (_gate)
        {
            Fold(label, partition, offset);
        }
    }

    /// <summary>An article's review.</summary>
    public ArticleReview Of(string articleId)
    {
        lock (_gate)
        {
            return _fold.TryGet(articleId, out var review) ? review : ArticleReview.Empty;
        }
    }

    /// <summary>How often flags were right.</summary>
    public FlagPrecision Precision()
    {
        ImmutableArray<ArticleReview> reviews;
        long changes;
        lock (_gate)
        {
            if (_precision is { } known)
            {
                return known;
            }

            (reviews, changes) = ([.. _fold.Articles.Values], _changes);
        }

        var precision = FlagPrecision.Of(reviews);
        lock (_gate)
        {
            // What has become old in the meantime is not kept.
            _precision = changes == _changes ? precision : _precision;
            return precision;
        }
    }

    private void Fold(ArticleLabel label, int partition, long offset)
    {
        _fold.Add(label, partition, offset);
        _precision = null;
        _changes++;
    }
}
