using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Labels;

/// <summary>Registers labels.</summary>
internal static class LabelParts
{
    /// <summary>The endpoints, the book and what fills it; the caller registers an <see cref="ILabelLog"/>.</summary>
    public static void AddLabels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LabelsOptions>().Bind(configuration.GetSection(LabelsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LabelsOptions>, LabelsOptionsCheck>();
        services.AddSingleton<LabelBook>();
        services.AddSingleton<LabelEndpoints>();
        services.AddHostedService<LabelTail>();
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Add(LabelsJson.Default));
    }
}
