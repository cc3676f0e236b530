using FakeNews.Grains.Contracts;
using FakeNews.Silo.Security;
using Microsoft.AspNetCore.Mvc;

namespace FakeNews.Silo.Api;

/// <summary>The routes of the HTTP API.</summary>
internal static class ApiRoutes
{
    /// <summary>Routing lets every content type through, so that a wrong one is answered with a reason; the API description does not list it.</summary>
    public const string AnyType = "*/*";

    /// <summary>Maps <c>/api/v1</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        MapClassify(api.MapGroup("").RequireAuthorization(Doors.Classify));
        var reading = api.MapGroup("").RequireAuthorization(Doors.Read);
        MapFeed(reading);
        MapState(reading);
    }

    private static void MapClassify(RouteGroupBuilder api) => api
        .MapPost("/classify", static (HttpRequest request, ClassifyEndpoint endpoint, CancellationToken cancellationToken) => endpoint.AnswerAsync(request, cancellationToken))
        .WithName("classify")
        .WithTags("Articles")
        .WithSummary("Judges one article, or up to 256 of them")
        .WithDescription(
            "Send one article to get its verdict, or an array to get an array of verdicts in the same order. The same model and the same code as on the stream; "
            + "nothing is written to Kafka. A verdict says that a text resembles writing labelled unreliable; never that it is false. "
            + "Where an article of an array can't be read, none is judged and the answer names each.")
        .Accepts<Article>("application/json", "application/cloudevents+json", AnyType)
        .Produces<Verdict>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static void MapFeed(RouteGroupBuilder api)
    {
        api.MapGet("/feed", static (HttpContext context, FeedEndpoints endpoints, IHostApplicationLifetime lifetime) =>
                endpoints.FollowAsync(context, lifetime.ApplicationStopping))
            .WithName("feed")
            .WithTags("Flagged")
            .WithSummary("Flagged articles as they come, as Server-Sent Events")
            .WithDescription(
                "Events: `flagged` ({position, verdict}), `open` (where the stream begins), `gap` (Kafka has deleted articles this client did not see), `reset` (the topic was made anew: "
                + "forget every position). An id is partition:offset; with several partitions it names the last one seen of each, separated by commas. A client that resumes with "
                + "Last-Event-ID (or `?after=` at first) misses nothing; `position` in the data tells an article from another. Without either it begins with what comes next.")
            .Produces<FlaggedArticle>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/flagged", static (int? limit, string? before, FeedEndpoints endpoints, CancellationToken cancellationToken) =>
                endpoints.PageAsync(limit, before, cancellationToken))
            .WithName("flagged")
            .WithTags("Flagged")
            .WithSummary("A page of flagged articles, newest first")
            .WithDescription("Pass `next` as `before` for the page below; pass `position` of the newest page as `after` to the feed to go on without a gap.")
            .Produces<FlaggedBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static void MapState(RouteGroupBuilder api)
    {
        api.MapGet("/articles/{partition:int}/{offset:long}", static (int partition, long offset, ArticleEndpoint endpoint, CancellationToken cancellationToken) =>
                endpoint.AnswerAsync(partition, offset, cancellationToken))
            .WithName("article")
            .WithTags("Articles")
            .WithSummary("An article of the input topic, as it came")
            .WithDescription("Partition and offset are those of a verdict's `input`. All of it is untrusted text.")
            .Produces<ArticleBody>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/sources", static async (ISourceList sources, CancellationToken cancellationToken, [FromQuery] int limit = 50) => limit is < 1 or > 500
                ? (IResult)Problems.Of(StatusCodes.Status400BadRequest, "bad-limit", "limit must be from 1 to 500.")
                : TypedResults.Json(await sources.ListAsync(limit, cancellationToken)))
            .WithName("sources")
            .WithTags("State")
            .WithSummary("Publishers seen lately, with the share that was flagged")
            .WithDescription("Best effort, for display: counted from a memory stream since the cluster started.")
            .Produces<IReadOnlyList<SourceFigures>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/status", static (StatusEndpoint endpoint) => endpoint.Answer())
            .WithName("status")
            .WithTags("State")
            .WithSummary("The state of this process")
            .Produces<StatusBody>();
    }
}
