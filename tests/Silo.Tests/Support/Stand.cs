using FakeNews.Grains.Drift;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Silo.Api;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Hosting;
using FakeNews.Silo.Labels;
using FakeNews.Silo.Operations;
using FakeNews.Silo.Tests.ModelLife;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Tests.Support;

/// <summary>The real web pipeline on a real port, with articles that come from memory.</summary>
internal sealed class Stand : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Stand(WebApplication app, MemoryLog log, FakeJudge judge, StandState state, MemoryLabelLog labels)
    {
        (_app, Log, Judge, State, Labels) = (app, log, judge, state, labels);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public MemoryLog Log { get; }

    public FakeJudge Judge { get; }

    public StandState State { get; }

    public MemoryLabelLog Labels { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<Stand> StartAsync(int partitions = 1, string environment = "Production", MemoryLog? log = null, params (string Key, string Value)[] settings) =>
        StartAsync(static _ => { }, partitions, environment, log, settings);

    /// <summary>With more services.</summary>
    public static async Task<Stand> StartAsync(
        Action<IServiceCollection> more, int partitions = 1, string environment = "Production", MemoryLog? log = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(static setting => setting.Key, static setting => (string?)setting.Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        log ??= new MemoryLog(partitions);
        var judge = new FakeJudge();
        var state = new StandState();
        var labels = new MemoryLabelLog();
        builder.Services.AddSingleton<IFlaggedLog>(log);
        builder.Services.AddSingleton<IJudge>(judge);
        builder.Services.AddSingleton<IInputLog>(state);
        builder.Services.AddSingleton<ISourceList>(state);
        builder.Services.AddSingleton<ILabelLog>(labels);
        builder.Services.AddSingleton<IStreamState>(state);
        builder.Services.AddSingleton<IReadinessPart>(state);
        builder.Services.AddWeb(builder.Configuration);
        builder.Services.AddSingleton<IModelRegistryGrain>(new RehearsedRegistry());
        builder.Services.AddSingleton<IDriftGrain>(new RehearsedDrift());
        builder.Services.AddSingleton<IPackageStore>(static _ => new FolderPackageStore(
            Options.Create(new PackageStoreOptions { Folder = Path.Combine(Path.GetTempPath(), "fakenews-no-store") }), TimeProvider.System));
        more(builder.Services);
        var app = builder.Build();
        app.UseWeb();
        app.MapGet("/dashboard/{**rest}", static () => "inside").AllowAnonymous();
        app.MapGet("/broken", static string () => throw new InvalidOperationException("secret detail")).AllowAnonymous();
        await app.StartAsync();
        return new Stand(app, log, judge, state, labels);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }
}
