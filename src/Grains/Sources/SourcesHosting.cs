using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration.Internal;
using Orleans.Streams;

namespace FakeNews.Grains.Sources;

/// <summary>Registers the statistics of publishers.</summary>
public static class SourcesHosting
{
    private const int Queues = 4;

    /// <summary>The memory stream, its publisher <see cref="VerdictStream"/> and the grains that listen; options in section <c>Sources</c>.</summary>
    public static ISiloBuilder AddSourceProfiles(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddOptions<SourcesOptions>().Bind(configuration.GetSection(SourcesOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SourcesOptions>, SourcesOptionsValidation>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<VerdictStream>();
        builder.Services.AddFromExisting<ILifecycleParticipant<ISiloLifecycle>, VerdictStream>();
        return builder.AddMemoryStreams(VerdictStream.Provider, streams =>
        {
            // Subscriptions come from the grains' keys alone, so nothing has to be stored.
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePartitioning(Queues);
        });
    }
}
