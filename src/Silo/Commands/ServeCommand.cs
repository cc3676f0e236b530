using System.CommandLine;
using System.Net.Sockets;
using FakeNews.Grains.Models;
using FakeNews.Grains.Promotion;
using FakeNews.Silo.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews serve</c>: the silo with everything it has.</summary>
internal static class ServeCommand
{
    public static Option<string?> Urls() => new("--urls")
    {
        Description = $"Where to listen, several separated by semicolons. Default: {SiloApplication.DefaultUrls}",
        HelpName = "URLS",
    };

    public static Option<bool> AutoPromote() => new("--auto-promote")
    {
        Description = "A candidate that passed the trainer's gate goes from shadow over canary to active by itself (Promotion:Auto). Without it a person decides.",
    };

    public static (Command Verb, string[] Examples) Create(IReadOnlyDictionary<string, string?> settings)
    {
        var (urls, auto) = (Urls(), AutoPromote());
        var verb = new Command("serve", "Judges the stream and serves the page, the API and the feed. This is what happens without a verb.") { urls, auto };
        verb.SetAction((parsed, _) => RunAsync(settings, parsed.GetValue(urls), parsed.GetValue(auto)));
        return (verb,
        [
            "fakenews serve",
            "fakenews serve --urls http://0.0.0.0:8080 --Kafka:BootstrapServers=kafka-1:9092,kafka-2:9092",
            "fakenews serve --Models:Package=models/mine --Samples:Replay=false",
            "fakenews serve --auto-promote --Promotion:ShadowFor=04:00:00 --Promotion:CanaryPercent=2",
            "Kafka__BootstrapServers=kafka:9092 fakenews serve --Cluster:Redis=redis:6379 --Cluster:SiloName=silo-0",
        ]);
    }

    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, string? urls, bool autoPromote)
    {
        if (autoPromote)
        {
            settings = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase) { [$"{PromotionOptions.Section}:{nameof(PromotionOptions.Auto)}"] = "true" };
        }

        await using var app = SiloApplication.Build(settings, urls, Console.Out);
        try
        {
            ListeningAddresses.RequireFree(app.Urls.Count > 0 ? string.Join(';', app.Urls) : SiloApplication.UrlsOf(app.Configuration));

            // What can be known to fail is told in a sentence, before the host starts and tells it in forty lines.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            ModelPackage.Open(app.Services.GetRequiredService<IOptions<ModelsOptions>>().Value.ResolvePackage());
            await app.RunAsync();
            return ExitCode.Success;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException or SocketException)
        {
            throw new UsageException($"{failure.Message.TrimEnd('.')}; choose another address with --urls.");
        }
    }
}
