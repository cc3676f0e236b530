using FakeNews.Grains.Classification;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Sources;
using FakeNews.Grains.Swap;
using FakeNews.Ingest;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Consuming;
using FakeNews.Silo.Api;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Labels;
using FakeNews.Silo.Operations;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace FakeNews.Silo.Hosting;

/// <summary>Puts the whole host together: the silo, the stream and what is reached over HTTP.</summary>
internal static class SiloApplication
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    private const string RegistryFolder = $"{RegistryOptions.Section}:{nameof(RegistryOptions.Folder)}";

    /// <summary>Builds the host; nothing has started yet.</summary>
    /// <param name="settings">Settings of the command line; they go before files and environment.</param>
    /// <param name="urls">Where to listen; null for the configured addresses, else <see cref="DefaultUrls"/>.</param>
    /// <param name="output">Receives the greeting.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings, string? urls, TextWriter output)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Configure(builder, settings, urls);
        var configuration = builder.Configuration;
        if (configuration["Kafka:BootstrapServers"] is { Length: > 0 } && configuration[RegistryFolder] is null or "")
        {
            // With a Kafka of one's own it is no longer trying out: which model judges is kept.
            configuration[RegistryFolder] = "data";
        }

        var cluster = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        OptionsSentences.Require(new ClusterOptionsCheck(), cluster);
        var name = SiloName.Claim(cluster.SiloName);
        builder.Services.AddSingleton(name);
        builder.UseOrleans(silo =>
        {
            silo.UseCluster(cluster, name.Value);
            silo.AddClassification(configuration);
            silo.AddModelLife(configuration);
            silo.AddSourceProfiles(configuration);
            silo.AddActivityPropagation();
            silo.AddDashboard(options => options.HideTrace = !builder.Environment.IsDevelopment());
        });
        AddStream(builder.Services, configuration);
        builder.Services.AddWeb(configuration);
        builder.Services.AddTelemetry(configuration, name.Value);
        builder.Services.AddSingleton(new GreetingOutput(output));
        builder.Services.AddHostedService<Greeting>();

        var app = builder.Build();
        app.UseWeb();
        // Figures without articles, for a scraper that has no key.
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        if (app.Services.GetRequiredService<DashboardDoor>().Exists)
        {
            // Its own door stands before it (DashboardDoor).
            app.MapOrleansDashboard("/dashboard").AllowAnonymous();
        }

        return app;
    }

    /// <summary>Where it listens, by its configuration.</summary>
    public static string UrlsOf(IConfiguration configuration) => configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls ? urls : DefaultUrls;

    private static void Configure(WebApplicationBuilder builder, IReadOnlyDictionary<string, string?> settings, string? urls)
    {
        // A settings file in the working folder is the operator's; the one beside the program is the product's.
        var own = Path.Combine(Environment.CurrentDirectory, "appsettings.json");
        if (!Path.GetFullPath(own).Equals(Path.Combine(builder.Environment.ContentRootPath, "appsettings.json"), StringComparison.Ordinal))
        {
            builder.Configuration.AddJsonFile(own, optional: true, reloadOnChange: false);
            builder.Configuration.AddEnvironmentVariables();
        }

        builder.Configuration.AddInMemoryCollection(settings);
        if (urls is not null)
        {
            builder.Configuration[WebHostDefaults.ServerUrlsKey] = urls;
        }

        var addresses = UrlsOf(builder.Configuration);
        builder.WebHost.UseUrls(addresses);
        if (builder.Configuration["AllowedHosts"] is null or "" && ListeningAddresses.AreLoopback(addresses))
        {
            // Listening to this machine alone, answer to its own names alone: a web page elsewhere can't reach in by a name that it owns.
            builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        }

        var limit = builder.Configuration.GetSection(ApiOptions.Section).Get<ApiOptions>()?.MaximumBodyBytes ?? new ApiOptions().MaximumBodyBytes;
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = limit;
        });
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<KafkaOptions>>(static (host, kafka) => host.ShutdownTimeout = kafka.Value.DrainTimeout + TimeSpan.FromSeconds(15));
    }

    private static void AddStream(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<SamplesOptions>().Bind(configuration.GetSection(SamplesOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SamplesOptions>, SamplesOptionsCheck>();
        services.AddSingleton<StreamState>();
        services.AddSingleton<IStreamState>(static provider => provider.GetRequiredService<StreamState>());
        services.AddSingleton<IVerdictListener, SourceNotices>();
        services.AddSingleton<IVerdictListener, DriftNotices>();
        services.AddSingleton<SampleReplay>();
        services.AddSingleton<IReadinessPart, ModelPart>();
        services.AddSingleton<IReadinessPart, StreamPart>();
        services.AddSingleton<IJudge, GrainJudge>();
        services.AddSingleton<ISourceList, GrainSourceList>();
        services.AddSingleton<IFlaggedLog, KafkaFlaggedLog>();
        services.AddSingleton<IInputLog, KafkaInputLog>();
        services.AddSingleton<ILabelLog, KafkaLabelLog>();
        services.AddIngest(configuration);
    }
}
