using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Packages.Buckets;
using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Trial;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration.Internal;
using Orleans.Storage;

namespace FakeNews.Grains.Swap;

/// <summary>Registers model life.</summary>
public static class ModelLifeHosting
{
    /// <summary>The name of the registry's storage provider.</summary>
    public const string Storage = ModelRegistryGrain.StorageName;

    /// <summary>
    /// The package store, the registry and the swap: from now on the registry says which model judges. Sections <c>Packages</c>, <c>Registry</c>,
    /// <c>Trial</c>, <c>Promotion</c> and <c>Drift</c>, validated at start. Call it after AddClassification. A storage provider registered before under <see cref="Storage"/> keeps the state;
    /// else files in <see cref="RegistryOptions.Folder"/> do.
    /// </summary>
    public static ISiloBuilder AddModelLife(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        var services = builder.Services;
        var folder = configuration[$"{RegistryOptions.Section}:{nameof(RegistryOptions.Folder)}"] is { Length: > 0 } named ? named : TemporaryFolder.Make(services);
        services.AddOptions<RegistryOptions>().Bind(configuration.GetSection(RegistryOptions.Section)).ValidateOnStart();
        services.AddOptions<TrialLimits>().Bind(configuration.GetSection(TrialLimits.Section)).ValidateOnStart();
        services.AddOptions<PromotionOptions>().Bind(configuration.GetSection(PromotionOptions.Section)).ValidateOnStart();
        services.AddOptions<PackageStoreOptions>()
            .Configure(options => (options.Folder, options.S3.Cache) = (Path.Combine(folder, "packages"), Path.Combine(folder, "packages-fetched")))
            .Bind(configuration.GetSection(PackageStoreOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<RegistryOptions>, RegistryOptionsCheck>();
        services.AddSingleton<IValidateOptions<TrialLimits>, TrialLimitsCheck>();
        services.AddSingleton<IValidateOptions<PromotionOptions>, PromotionOptionsCheck>();
        services.AddSingleton<IValidateOptions<PackageStoreOptions>, PackageStoreOptionsCheck>();
        services.TryAddSingleton(PackageStore);
        services.TryAddSingleton<IRegistryJournal>(_ => new FileJournal(Path.Combine(folder, "history.jsonl")));
        services.TryAddKeyedSingleton<IGrainStorage>(Storage, (_, _) => new FileGrainStorage(folder, new JsonStateSerializer()));
        services.AddSingleton<TrialBook>();
        services.AddSingleton<ShadowJudge>();
        services.AddSingleton<ModelPreparation>();
        services.AddSingleton<ModelFollower>();
        services.AddSingleton<ISiloAgents, SiloAgents>();
        services.AddSingleton<RegistryFollowing>();
        services.AddFromExisting<ILifecycleParticipant<ISiloLifecycle>, RegistryFollowing>();
        AddDrift(services, configuration);
        return builder;
    }

    private static IPackageStore PackageStore(IServiceProvider services)
    {
        var (options, time) = (services.GetRequiredService<IOptions<PackageStoreOptions>>(), services.GetRequiredService<TimeProvider>());
        return options.Value.S3.IsUsed ? new S3PackageStore(options, time) : new FolderPackageStore(options, time);
    }

    private static void AddDrift(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DriftOptions>().Bind(configuration.GetSection(DriftOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DriftOptions>, DriftOptionsCheck>();
        services.AddMetrics();
        services.AddSingleton<DriftMetrics>();
        services.AddSingleton(static provider => new DriftFeed(
            provider.GetRequiredService<ActiveModel>(),
            provider.GetRequiredService<ModelFollower>(),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DriftFeed>>()));
        services.AddFromExisting<ILifecycleParticipant<ISiloLifecycle>, DriftFeed>();
    }
}
