using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Reading;
using FakeNews.Silo.Api;
using FakeNews.Silo.Feed;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Labels;

/// <summary>Labels over HTTP. What is labelled (text and verdict) is read from Kafka, never taken from the caller.</summary>
internal sealed class LabelEndpoints(IInputLog input, IFlaggedLog flagged, ILabelLog log, LabelBook book, IOptions<LabelsOptions> options, TimeProvider time)
{
    private const int LargestBody = 65_536;

    /// <summary>What reviewers said of the article at a place.</summary>
    public async Task<IResult> ShowAsync(int partition, long offset, CancellationToken cancellationToken)
    {
        var (article, _, fault) = await FindAsync(partition, offset, cancellationToken);
        return fault ?? Results.Json(ReviewAnswer.Of(article!.Id!, book.Of(article.Id!)), LabelsJson.Default.ReviewAnswer);
    }

    /// <summary>How often flags were right.</summary>
    public IResult Precision() => Results.Json(book.Precision(), LabelsJson.Default.FlagPrecision);

    /// <summary>Labels the article at a place.</summary>
    public async Task<IResult> LabelAsync(HttpContext context, int partition, long offset)
    {
        var (body, fault) = await ReadAsync(context);
        if (body is null)
        {
            return fault!;
        }

        var (article, position, missing) = await FindAsync(partition, offset, context.RequestAborted);
        if (article is null)
        {
            return missing!;
        }

        var (verdict, unseen) = await SeenAsync(body.Flagged, position!, context.RequestAborted);
        if (unseen is not null)
        {
            return unseen;
        }

        var label = new ArticleLabel(
            article.Id!, body.Label!.Value, context.User.Identity?.Name ?? "unknown", article.Title, article.Text, time.GetUtcNow(),
            string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim(), article.Source, article.Language, position, verdict);
        try
        {
            var (at, place) = await log.WriteAsync(label, context.RequestAborted);
            book.Wrote(label, at, place);
        }
        catch (LabelTooLargeException)
        {
            return Problems.Of(
                StatusCodes.Status413PayloadTooLarge, "article-too-large", "The label with its article is larger than the labels' topic takes; raise max.message.bytes of the topic (and Kafka:MaxRecordBytes).");
        }

        return Results.Json(ReviewAnswer.Of(label.ArticleId, book.Of(label.ArticleId)), LabelsJson.Default.ReviewAnswer, statusCode: StatusCodes.Status201Created);
    }

    private async Task<(LabelBody? Body, IResult? Fault)> ReadAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request, LargestBody, context.RequestAborted) is not { } bytes)
        {
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"A label may have {LargestBody} bytes."));
        }

        LabelBody? body;
        try
        {
            body = JsonSerializer.Deserialize(bytes, LabelsJson.Default.LabelBody);
        }
        catch (JsonException)
        {
            body = null;
        }

        return body is not { Label: { } label } || !Enum.IsDefined(label)
            ? (null, Problems.Of(StatusCodes.Status400BadRequest, "bad-label", "Send a JSON object with label: fake, real or unsure; note and flagged are optional texts."))
            : body.Note?.Length > options.Value.LongestNote
            ? (null, Problems.Of(StatusCodes.Status400BadRequest, "long-note", $"note may have {options.Value.LongestNote} characters (Labels:LongestNote); it has {body.Note.Length}."))
            : (body, null);
    }

    private async Task<(Article? Article, InputPosition? Position, IResult? Fault)> FindAsync(int partition, long offset, CancellationToken cancellationToken)
    {
        if (partition < 0 || offset < 0)
        {
            return (null, null, Problems.Of(StatusCodes.Status400BadRequest, "bad-position", "Partition and offset are numbers from 0."));
        }

        if (await input.ReadAsync(partition, offset, cancellationToken) is not { Value: not null } record)
        {
            return (null, null, Problems.Of(
                StatusCodes.Status404NotFound, "no-such-article", "Kafka has no article at this place; it may have been deleted since. A label needs the text, so it can't be labelled any more."));
        }

        var outcome = ArticleParser.Parse(record.Value, record.Envelope, () => ArticleIds.FromPosition(record.Topic, partition, offset));
        return outcome.Succeeded
            ? (outcome.Article, new InputPosition(record.Topic, partition, offset, record.Timestamp), null)
            : (null, null, Problems.Of(StatusCodes.Status422UnprocessableEntity, outcome.Rejection.Reason, outcome.Rejection.Message));
    }

    /// <summary>The verdict at a place of the flagged topic, where it is one on this very article.</summary>
    private async Task<(SeenVerdict? Verdict, IResult? Fault)> SeenAsync(string? place, InputPosition position, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(place))
        {
            return (null, null);
        }

        if (!TopicPosition.TryParse(place, out var parsed) || parsed.Seen.Count != 1 || parsed.Seen.First() is not { Value: >= 0 } at)
        {
            return (null, Problems.BadPosition("flagged"));
        }

        var extents = await flagged.GetExtentAsync(cancellationToken);
        if (!extents.Any(extent => extent.Partition == at.Key && at.Value >= extent.Begin && at.Value < extent.End))
        {
            return (null, Gone());
        }

        var records = await flagged.ReadAsync([new LogExtent(at.Key, at.Value, at.Value + 1)], cancellationToken);
        return records.Count == 0 || !FeedEntry.TryRead(records[0], out var entry) ? (null, Gone())
            : entry.Verdict.Input is { } from && (from.Topic, from.Partition, from.Offset) == (position.Topic, position.Partition, position.Offset) ? (SeenVerdict.Of(entry.Verdict), null)
            : (null, Problems.Of(StatusCodes.Status422UnprocessableEntity, "another-article", "The verdict at flagged speaks of another article."));

        static IResult Gone() => Problems.Of(
            StatusCodes.Status404NotFound, "no-such-verdict", "Kafka has no verdict at flagged; it may have been deleted since. Leave flagged away to label the article without it.");
    }
}
