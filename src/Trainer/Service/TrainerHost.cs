using FakeNews.Trainer.Claims;
using FakeNews.Trainer.Labelled;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeNews.Trainer.Service;

/// <summary>Puts the service together.</summary>
internal static class TrainerHost
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5090";

    /// <summary>Settings from <c>appsettings.json</c> of the working folder, the environment and the command line, the later before the earlier.</summary>
    public static (IConfiguration Configuration, TrainerOptions Options) Configure(IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings)
            .Build();
        var options = new TrainerOptions();
        try
        {
            configuration.GetSection(TrainerOptions.Section).Bind(options);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException($"A setting of the trainer can't be read: {fault.InnerException?.Message ?? fault.Message}");
        }

        TrainerOptionsCheck.Require(options);
        return (configuration, options);
    }

    /// <summary>Runs until it is stopped.</summary>
    public static async Task RunAsync(TrainerOptions options, string urls, string? key, TextWriter output, CancellationToken cancellation)
    {
        await TrainerKafka.EnsureClaimsAsync(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(static server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 65_536;
        });
        builder.Configuration["AllowedHosts"] = urls.Contains("127.0.0.1", StringComparison.Ordinal) || urls.Contains("localhost", StringComparison.Ordinal) ? "localhost;127.0.0.1;[::1]" : "*";
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        using var journal = LabelJournal.Open(options.Folder);
        using var claims = new KafkaClaimLog(TrainerKafka.Client(options), options.Claims);
        using var silo = new SiloClient(new Uri(options.Silo.TrimEnd('/') + "/"), key);
        var name = TrainerName.Of(options.Folder);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(journal);
        builder.Services.AddSingleton(claims);
        builder.Services.AddSingleton(new TrainerWork(options, name, journal, claims, silo, TimeProvider.System));
        builder.Services.AddSingleton<TrainerDoor>();
        builder.Services.AddHostedService<LabelIntake>();
        builder.Services.AddHostedService<TrainerLoop>();
        // The step under way ends with a checkpoint.
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromMinutes(1));
        await using var app = builder.Build();
        app.UseHostFiltering();
        app.MapTrainer();
        await app.StartAsync(cancellation);
        await output.WriteLineAsync($"The trainer {name} listens at {string.Join(", ", app.Urls)}; labels from {options.Labels}, store in {options.Folder}, silo {options.Silo}.");
        await app.WaitForShutdownAsync(cancellation);
    }
}
