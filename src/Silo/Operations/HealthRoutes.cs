namespace FakeNews.Silo.Operations;

/// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
internal static class HealthRoutes
{
    /// <summary>Maps both; they say what is waited for, and nothing that a stranger should not know.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static (HttpResponse response) => Answer(response, true, null)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", static (HttpResponse response, Readiness readiness) => Answer(
            response,
            readiness.IsReady,
            readiness.Parts.ToDictionary(static part => part.Name, static part => part.WhyNot ?? "ready"))).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Answer(HttpResponse response, bool healthy, Dictionary<string, string>? parts)
    {
        response.Headers.CacheControl = "no-store";
        return Results.Json(
            new { status = healthy ? "ok" : "waiting", parts },
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
