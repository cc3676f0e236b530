using FakeNews.Grains.Labels;
using FakeNews.Silo.Security;
using Microsoft.AspNetCore.Mvc;

namespace FakeNews.Silo.Labels;

/// <summary>The routes of labels.</summary>
internal static class LabelRoutes
{
    private const string OfArticle = "/api/v1/articles/{partition:int}/{offset:long}/labels";

    /// <summary>Maps them.</summary>
    public static void MapLabels(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(OfArticle, static (HttpContext context, int partition, long offset, [FromServices] LabelEndpoints endpoints) => endpoints.LabelAsync(context, partition, offset))
            .RequireAuthorization(Doors.Label)
            .WithName("label")
            .WithTags("Labels")
            .WithSummary("Labels an article: fake, real or unsure")
            .WithDescription(
                "Partition and offset are those of the verdict's `input`; the reviewer is the name of the API key. The article's text and the verdict that was seen (`flagged`, the feed's "
                + "`position`) are read from Kafka and kept with the label on `news.labels`. The last word of a reviewer counts; those of others stay beside it.")
            .Accepts<LabelBody>("application/json")
            .Produces<ReviewAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet(OfArticle, static (int partition, long offset, [FromServices] LabelEndpoints endpoints, CancellationToken cancellationToken) =>
                endpoints.ShowAsync(partition, offset, cancellationToken))
            .RequireAuthorization(Doors.Read)
            .WithName("labels")
            .WithTags("Labels")
            .WithSummary("What reviewers said of an article")
            .Produces<ReviewAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/v1/labels/precision", static ([FromServices] LabelEndpoints endpoints) => endpoints.Precision())
            .RequireAuthorization(Doors.Read)
            .WithName("precision")
            .WithTags("Labels")
            .WithSummary("How often flags were right, by what reviewers say")
            .WithDescription("By week and by model, with Wilson's 95 % intervals. Reviewers choose what they label, so it is an estimate and no random sample.")
            .Produces<FlagPrecision>();
    }
}
