using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Api;

/// <summary><c>GET /api/v1/feed</c> and <c>GET /api/v1/flagged</c>.</summary>
internal sealed class FeedEndpoints(FeedReading reading, FlaggedPages pages, FeedClients clients, IOptions<FeedOptions> options)
{
    /// <summary>The live feed, until the client or the process goes.</summary>
    public async Task FollowAsync(HttpContext context, CancellationToken stopping)
    {
        TopicPosition? after = null;
        var named = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : context.Request.Query["after"].ToString();
        if (named.Length > 0 && !TopicPosition.TryParse(named, out after))
        {
            await Problems.BadPosition("Last-Event-ID").ExecuteAsync(context);
            return;
        }

        using var place = clients.TryEnter();
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "5";
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, "too-many-clients", "The feed has as many clients as it may (Feed:MaximumClients).").ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var writer = new FeedWriter(response.BodyWriter);
        writer.Retry(options.Value.Retry);
        await response.BodyWriter.FlushAsync(CancellationToken.None);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await foreach (var happening in reading.ReadAsync(after, ended.Token))
            {
                writer.Write(happening);
                if ((await response.BodyWriter.FlushAsync(ended.Token)).IsCompleted)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client went, or the process is stopping; either way it resumes by its last position.
        }
        catch (Exception) when (response.HasStarted)
        {
            // The broker is out of reach: the stream can only be cut. The client comes back by itself.
            context.Abort();
        }
    }

    /// <summary>A page of the flagged topic, newest first.</summary>
    public async Task<IResult> PageAsync(int? limit, string? before, CancellationToken cancellationToken)
    {
        var most = options.Value.MaximumPage;
        if (limit is < 1 || limit > most)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-limit", $"limit must be from 1 to {most}.");
        }

        TopicPosition? cursor = null;
        if (!string.IsNullOrEmpty(before) && !TopicPosition.TryParse(before, out cursor))
        {
            return Problems.BadPosition("before");
        }

        var page = await pages.ReadAsync(limit ?? Math.Min(50, most), cursor, cancellationToken);
        return TypedResults.Json(new FlaggedBody(
            [.. page.Entries.Select(static entry => new FlaggedArticle(entry.Place, entry.Verdict))],
            page.Next?.Written(),
            page.Seen?.Written()));
    }
}
