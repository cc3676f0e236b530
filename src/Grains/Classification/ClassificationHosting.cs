using FakeNews.Grains.Batching;
using FakeNews.Grains.Cascade;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration.Internal;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace FakeNews.Grains.Classification;

/// <summary>Registers judging.</summary>
public static class ClassificationHosting
{
    /// <summary>
    /// Everything a silo needs to judge articles: options (sections <c>Models</c>, <c>Cascade</c>, <c>Batching</c>, <c>Devices</c>, validated at start), devices, the pipeline,
    /// placement, and the warm-up that holds the silo back until its model is ready (<see cref="IModelReadiness"/>). Calls UseSiloMetadata.
    /// </summary>
    public static ISiloBuilder AddClassification(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddJudging(configuration);
        builder.Services.AddSingleton<ClusterClassifiers>();
        builder.Services.AddFromExisting<IClassifierDirectory, ClusterClassifiers>();
        builder.Services.AddFromExisting<ILifecycleParticipant<ISiloLifecycle>, ClusterClassifiers>();
        builder.Services.AddFromExisting<ILifecycleParticipant<ISiloLifecycle>, ModelWarmup>();
        builder.Services.AddPlacementDirector<DevicePlacementStrategy, DevicePlacementDirector>();

        var devices = configuration.GetSection(DevicesOptions.Section).Get<DevicesOptions>() ?? new();
        return builder.UseSiloMetadata(new Dictionary<string, string> { [DeviceMetadata.Key] = DeviceMetadata.Format(DeviceInventory.Discover(devices)) });
    }

    /// <summary>What judging needs with and without Orleans, but for the directory of devices.</summary>
    internal static IServiceCollection AddJudging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelsOptions>().Bind(configuration.GetSection(ModelsOptions.Section));
        services.AddOptions<BatcherOptions>().Bind(configuration.GetSection(BatcherOptions.Section)).ValidateOnStart();
        services.AddOptions<DevicesOptions>().Bind(configuration.GetSection(DevicesOptions.Section)).ValidateOnStart();
        services.AddOptions<CascadeOptions>().Bind(configuration.GetSection(CascadeOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CascadeOptions>, CascadeOptionsCheck>();
        services.AddSingleton<IValidateOptions<BatcherOptions>, BatcherOptionsValidation>();
        services.AddSingleton<IValidateOptions<DevicesOptions>, DevicesOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
#if FAULT_POINTS
        if (configuration.GetSection(Devices.FaultPoints.FaultPointOptions.Section).Get<Devices.FaultPoints.FaultPointOptions>() is { File: { } file })
        {
            services.TryAddSingleton<IInferenceRuntime>(new Devices.FaultPoints.FaultyRuntime(new OnnxRuntimeLoader(), file));
        }

#endif
        services.TryAddSingleton<IInferenceRuntime, OnnxRuntimeLoader>();
        services.AddSingleton<LocalDevices>();
        services.AddMetrics();
        services.AddSingleton<CascadeBook>();
        services.AddSingleton<ActiveModel>();
        services.AddSingleton<ModelWarmup>();
        services.AddSingleton<IModelReadiness>(provider => provider.GetRequiredService<ModelWarmup>());
        services.AddSingleton(provider =>
            BatchPolicies.Create(provider.GetRequiredService<IOptions<BatcherOptions>>().Value, provider.GetRequiredService<LocalDevices>().HasAccelerator));
        services.AddSingleton(provider => new JudgingPipeline(
            provider.GetRequiredService<ActiveModel>(),
            provider.GetRequiredService<IClassifierDirectory>(),
            provider.GetRequiredService<IBatchPolicy>(),
            provider.GetRequiredService<IOptions<BatcherOptions>>().Value,
            provider.GetRequiredService<IOptions<DevicesOptions>>().Value,
            provider.GetRequiredService<CascadeBook>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
        return services;
    }
}
