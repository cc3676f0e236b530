using FakeNews.Silo.Api;
using FakeNews.Silo.Feed;
using FakeNews.Silo.Hosting;
using FakeNews.Silo.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FakeNews.Silo.Tests.Support;

/// <summary>The real web pipeline on a real port, with articles that come from memory.</summary>
internal sealed class Stand : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Stand(WebApplication app, MemoryLog log, FakeJudge judge, StandState state)
    {
        (_app, Log, Judge, State) = (app, log, judge, state);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public MemoryLog Log { get; }

    public FakeJudge Judge { get; }

    public StandState State { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<Stand> StartAsync(int partitions = 1, string environment = "Production", MemoryLog? log = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(static setting => setting.Key, static setting => (string?)setting.Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        log ??= new MemoryLog(partitions);
        var judge = new FakeJudge();
        var state = new StandState();
        builder.Services.AddSingleton<IFlaggedLog>(log);
        builder.Services.AddSingleton<IJudge>(judge);
        builder.Services.AddSingleton<IInputLog>(state);
        builder.Services.AddSingleton<ISourceList>(state);
        builder.Services.AddSingleton<IStreamState>(state);
        builder.Services.AddSingleton<IReadinessPart>(state);
        builder.Services.AddWeb(builder.Configuration);
        var app = builder.Build();
        app.UseWeb();
        app.MapGet("/dashboard/{**rest}", static () => "inside");
        app.MapGet("/broken", static string () => throw new InvalidOperationException("secret detail"));
        await app.StartAsync();
        return new Stand(app, log, judge, state);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }
}
