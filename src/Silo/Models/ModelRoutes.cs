using FakeNews.Grains.Drift;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Swap;
using FakeNews.Grains.Trial;
using FakeNews.Silo.Security;
using Microsoft.AspNetCore.Mvc;

namespace FakeNews.Silo.Models;

/// <summary>The routes of model life.</summary>
internal static class ModelRoutes
{
    private const string Concurrency = "If-Match must name the generation that was seen (the ETag of GET /api/v1/models); `*` means whichever it is. Another one is answered 412, and nothing happens.";

    private static readonly (string Path, RegistryVerb Verb, string Door, string Summary)[] Commands =
    [
        ("prepare", RegistryVerb.Prepare, Doors.Propose, "Makes a package the candidate and has every device of every silo load and check it; answers when all have, or names those that could not; an owner may let it become active by itself"),
        ("activate", RegistryVerb.Activate, Doors.Own, "Makes the prepared candidate the active model on all silos"),
        ("canary", RegistryVerb.Canary, Doors.Operate, "Has the candidate judge a share of the articles; 0 ends it"),
        ("shadow", RegistryVerb.Shadow, Doors.Operate, "Has the candidate judge a share of the articles for the flip report only; 0 ends it"),
        ("promote", RegistryVerb.Promote, Doors.Own, "Makes the candidate the active model after its trial"),
        ("reject", RegistryVerb.Reject, Doors.Operate, "Drops the candidate"),
        ("rollback", RegistryVerb.Rollback, Doors.Operate, "Makes the previous model active again, at once"),
    ];

    /// <summary>Maps <c>/api/v1/models</c>.</summary>
    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/api/v1/models").WithTags("Models");
        MapLooking(models.MapGroup("").RequireAuthorization(Doors.Read));
        models.MapPost("/packages", static (HttpContext context, [FromServices] ModelEndpoints endpoints, string? reason) => endpoints.ImportAsync(context, reason))
            .RequireAuthorization(Doors.BringIn)
            .WithName("model-import")
            .WithSummary("Takes a package (.zip) into the store")
            .WithDescription("The body is the archive. It is checked whole (manifest, every sha256, vocabulary, golden examples) before it appears; a package that is there already is kept.")
            .Produces<StoredPackage>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        models.MapGet("/packages/{reference}/archive", static (string reference, [FromServices] ModelEndpoints endpoints, CancellationToken cancellationToken) =>
                endpoints.ArchiveAsync(reference, cancellationToken))
            .RequireAuthorization(Doors.Fetch)
            .WithName("model-archive")
            .WithSummary("A whole package (.zip), verified before it is sent")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status404NotFound);
        foreach (var (path, verb, door, summary) in Commands)
        {
            models.MapPost(path, (HttpContext context, [FromServices] ModelEndpoints endpoints) => endpoints.CommandAsync(context, verb))
                .RequireAuthorization(door)
                .WithName($"model-{path}")
                .WithSummary(summary)
                .WithDescription(Concurrency)
                .Accepts<ModelCommandBody>("application/json")
                .Produces<ModelCommandAnswer>()
                .ProducesProblem(StatusCodes.Status409Conflict)
                .ProducesProblem(StatusCodes.Status412PreconditionFailed)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
                .ProducesProblem(StatusCodes.Status428PreconditionRequired)
                .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
                .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        }

        models.MapPost("/gc", static (HttpContext context, [FromServices] ModelEndpoints endpoints) => endpoints.CollectAsync(context))
            .RequireAuthorization(Doors.Operate)
            .WithName("model-gc")
            .WithSummary("Deletes packages that nothing refers to")
            .Accepts<ModelCommandBody>("application/json")
            .Produces<IReadOnlyList<StoredPackage>>();
    }

    private static void MapLooking(RouteGroupBuilder models)
    {
        models.MapGet("", static (HttpResponse response, [FromServices] ModelEndpoints endpoints) => endpoints.StatusAsync(response))
            .WithName("models")
            .WithSummary("The registry, what every silo has, and what was counted of each model")
            .Produces<ClusterModels>();
        models.MapGet("/flips", static (HttpResponse response, [FromServices] ModelEndpoints endpoints) => endpoints.FlipsAsync(response))
            .WithName("model-flips")
            .WithSummary("The flip report of the candidate in the shadow")
            .Produces<FlipReport>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        models.MapGet("/drift", static (HttpResponse response, [FromServices] ModelEndpoints endpoints, long? after) => endpoints.DriftAsync(response, after))
            .WithName("model-drift")
            .WithSummary("The stream beside the active model's reference, and when it became another")
            .WithDescription("`events` holds the latest drifts that began or ended, oldest first; `after` leaves out those up to a sequence. Publishers' names are untrusted text.")
            .Produces<DriftReport>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        models.MapGet("/history", static ([FromServices] ModelEndpoints endpoints, long? before, int? limit) => endpoints.HistoryAsync(before, limit))
            .WithName("model-history")
            .WithSummary("Who did what, when and why, newest first")
            .Produces<IReadOnlyList<HistoryEntry>>();
        models.MapGet("/packages", static ([FromServices] ModelEndpoints endpoints, CancellationToken cancellationToken) => endpoints.PackagesAsync(cancellationToken))
            .WithName("model-packages")
            .WithSummary("The packages of the store, oldest first")
            .Produces<IReadOnlyList<StoredPackage>>();
        models.MapGet("/packages/{reference}", static (string reference, [FromServices] ModelEndpoints endpoints, CancellationToken cancellationToken) =>
                endpoints.PackageAsync(reference, cancellationToken))
            .WithName("model-package")
            .WithSummary("A package with its manifest")
            .Produces<PackageAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        models.MapGet("/packages/{before}/diff/{after}", static (string before, string after, [FromServices] ModelEndpoints endpoints, CancellationToken cancellationToken) =>
                endpoints.DifferenceAsync(before, after, cancellationToken))
            .WithName("model-diff")
            .WithSummary("In what two packages differ")
            .Produces<IReadOnlyList<PackageDifference>>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }
}
