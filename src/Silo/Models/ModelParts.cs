using FakeNews.Grains.Drift;
using FakeNews.Grains.Registry;

namespace FakeNews.Silo.Models;

/// <summary>Registers the models' API.</summary>
internal static class ModelParts
{
    /// <summary>The endpoints; the silo registers the registry and the store (AddModelLife).</summary>
    public static void AddModels(this IServiceCollection services)
    {
        services.AddSingleton(static provider => provider.GetRequiredService<IGrainFactory>().GetGrain<IModelRegistryGrain>(0));
        services.AddSingleton(static provider => provider.GetRequiredService<IGrainFactory>().GetGrain<IDriftGrain>(0));
        services.AddSingleton<PackageUpload>();
        services.AddSingleton<ModelEndpoints>();
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Add(ModelsJson.Default));
    }
}
