using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FakeNews.Trainer.Service;

/// <summary>The trainer over HTTP. It holds no article: titles and texts stay in the store.</summary>
internal static class TrainerApi
{
    private const int LongestReason = 300;

    /// <summary>Maps the routes.</summary>
    public static void MapTrainer(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => Results.Text("live"));
        routes.MapGet("/api/v1/trainer", static (HttpResponse response, TrainerWork work) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.Json(work.Status(), ServiceJson.Default.TrainerStatus);
        });
        routes.MapPost("/retrain", RetrainAsync);
        routes.MapPost("/api/v1/trainer/retrain", RetrainAsync);
    }

    private static async Task<IResult> RetrainAsync(HttpContext context, TrainerWork work, TrainerDoor door)
    {
        if (door.Refuse(context) is var (status, why))
        {
            return Results.Problem(why, statusCode: status);
        }

        RetrainRequest? request;
        try
        {
            request = context.Request.ContentLength is null or 0 ? new() : await JsonSerializer.DeserializeAsync(context.Request.Body, ServiceJson.Default.RetrainRequest, context.RequestAborted);
        }
        catch (JsonException)
        {
            request = null;
        }

        return request is null || request.Reason?.Length > LongestReason || request.Id?.Length > LongestReason
            ? Results.Problem($"Send a JSON object; reason and id are optional texts of at most {LongestReason} characters.", statusCode: StatusCodes.Status400BadRequest)
            : Results.Json(new Dictionary<string, string> { ["trigger"] = work.Ask(request) }, ServiceJson.Default.DictionaryStringString, statusCode: StatusCodes.Status202Accepted);
    }
}
