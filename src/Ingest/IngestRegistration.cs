using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Labels;
using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Reading;
using FakeNews.Ingest.Replay;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FakeNews.Ingest;

/// <summary>Registers the Kafka side.</summary>
public static class IngestRegistration
{
    /// <summary>
    /// Registers the connection, the readers and, as a hosted service, the consumer. Call it after <c>UseOrleans</c>. What the caller registers before it stays:
    /// an <see cref="IArticleJudge"/> (default: the tokenizer grain), an <see cref="IngestIdentity"/> (default: the silo's name), any <see cref="IVerdictListener"/>.
    /// </summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddKafkaConnection(configuration);
        services.AddMetrics();
        services.TryAddSingleton<IngestState>();
        services.TryAddSingleton<IngestMetrics>();
        services.TryAddSingleton<IArticleJudge, GrainArticleJudge>();
        services.TryAddSingleton(provider => new IngestIdentity(provider.GetService<ILocalSiloDetails>()?.Name ?? Environment.MachineName));
        services.AddHostedService<ArticleConsumer>();
        return services;
    }

    /// <summary>Registers the connection alone, for verbs that read or write topics without judging.</summary>
    public static IServiceCollection AddKafkaConnection(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<KafkaOptions>().Bind(configuration.GetSection(KafkaOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KafkaOptions>, KafkaOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KafkaConnection>();
        services.TryAddSingleton<TopicReaders>();
        services.TryAddSingleton<Replayer>();
        services.TryAddSingleton<DeadLetterLog>();
        services.TryAddSingleton<LetterReplay>();
        services.TryAddSingleton<LabelArchive>();
        return services;
    }
}
