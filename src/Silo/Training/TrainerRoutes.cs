using FakeNews.Silo.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Training;

/// <summary>The routes to the trainer.</summary>
internal static class TrainerRoutes
{
    /// <summary>Registers the link.</summary>
    public static void AddTrainerLink(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrainerLinkOptions>().Bind(configuration.GetSection(TrainerLinkOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrainerLinkOptions>, TrainerLinkOptionsCheck>();
        services.AddSingleton<TrainerLink>();
    }

    /// <summary>Maps <c>/api/v1/trainer</c>.</summary>
    public static void MapTrainerLink(this IEndpointRouteBuilder routes)
    {
        var trainer = routes.MapGroup("/api/v1/trainer").WithTags("Trainer");
        trainer.MapGet("", static ([FromServices] TrainerLink link, CancellationToken cancellationToken) => link.StatusAsync(cancellationToken))
            .RequireAuthorization(Doors.Read)
            .WithName("trainer")
            .WithSummary("The trainer's state: labels, the retraining under way, what came of the last one")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        trainer.MapPost("/retrain", static (HttpContext context, [FromServices] TrainerLink link) => link.RetrainAsync(context))
            .RequireAuthorization(Doors.Operate)
            .WithName("retrain")
            .WithSummary("Asks the trainer for a retraining")
            .Accepts<TrainerRequest>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }
}
