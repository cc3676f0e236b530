using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using FakeNews.Grains.Contracts;
using FakeNews.Silo.Api;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Labels;
using FakeNews.Silo.Models;
using FakeNews.Silo.Operations;
using FakeNews.Silo.Pages;
using FakeNews.Silo.Security;
using FakeNews.Silo.Training;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;

namespace FakeNews.Silo.Hosting;

/// <summary>Everything that is reached over HTTP, apart from where the articles come from.</summary>
internal static class WebParts
{
    /// <summary>
    /// Registers the API, the feed, the page and their limits. The caller registers <see cref="IFlaggedLog"/>, <see cref="IInputLog"/>, <see cref="IJudge"/>,
    /// <see cref="ISourceList"/>, <see cref="ILabelLog"/>, <see cref="IStreamState"/> and the <see cref="IReadinessPart"/>s.
    /// </summary>
    public static void AddWeb(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddOptions<FeedOptions>().Bind(configuration.GetSection(FeedOptions.Section)).ValidateOnStart();
        services.AddOptions<DashboardOptions>().Bind(configuration.GetSection(DashboardOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsCheck>();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsCheck>();
        services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsCheck>();
        services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
        });
        services.AddProblemDetails(static problems => problems.CustomizeProblemDetails = static context =>
        {
            context.ProblemDetails.Extensions.Remove("exception");
            context.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        });
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Readiness>();
        services.AddSingleton<DashboardDoor>();
        services.AddSingleton(static provider => new FeedRing(provider.GetRequiredService<IOptions<FeedOptions>>().Value.Remembered));
        services.AddSingleton<FeedReading>();
        services.AddSingleton<FeedClients>();
        services.AddSingleton<FlaggedPages>();
        services.AddHostedService<FeedTail>();
        services.AddSingleton<ClassifyEndpoint>();
        services.AddSingleton<FeedEndpoints>();
        services.AddSingleton<ArticleEndpoint>();
        services.AddSingleton<StatusEndpoint>();
        services.AddSecurity(configuration);
        services.AddModels();
        services.AddLabels(configuration);
        services.AddTrainerLink(configuration);
    }

    /// <summary>Builds the pipeline.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = static context => Fallbacks.OfException(context).ExecuteAsync(context),
            SuppressDiagnosticsCallback = static failure => failure.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(static context => Fallbacks.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
        var door = app.Services.GetRequiredService<DashboardDoor>();
        app.UseWhen(static context => context.Request.Path.StartsWithSegments("/dashboard"), guarded => guarded.Use(door.PassAsync));
        app.UseSecurity();
        app.MapPage();
        app.MapApi();
        app.MapModels();
        app.MapLabels();
        app.MapTrainerLink();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Doors.Read);
        app.MapScalarApiReference("/docs", static (options, context) =>
        {
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            SecurityHeaders.AllowNonce(context.Response, nonce);
            options
                .WithTitle("FakeNews: try the API")
                .WithNonce(nonce)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideDeveloperTools()
                .HideClientButton();
        }).RequireAuthorization(Doors.Read);
    }
}
