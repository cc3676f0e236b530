using System.Net.Http.Headers;
using System.Net.Http.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Packages;
using FakeNews.Grains.Registry;
using FakeNews.Grains.Tests.Models;
using FakeNews.Silo.Models;
using FakeNews.Silo.Security;
using FakeNews.Silo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Tests.ModelLife;

/// <summary>The real web pipeline with a real package store, a registry of the real rules, and one key for each role.</summary>
internal sealed class ModelStand : IAsyncDisposable
{
    private readonly string _folder;

    private ModelStand(Stand stand, RehearsedRegistry registry, FolderPackageStore store, string folder, Dictionary<string, string> keys) =>
        (Stand, Registry, Store, _folder, Keys) = (stand, registry, store, folder, keys);

    public Stand Stand { get; }

    public RehearsedRegistry Registry { get; }

    public FolderPackageStore Store { get; }

    /// <summary>The store's folder.</summary>
    public string Folder => _folder;

    /// <summary>A key for each role, by the role's name.</summary>
    public Dictionary<string, string> Keys { get; }

    public static async Task<ModelStand> StartAsync(string environment = "Production", bool withKeys = true, IPackageStore? store = null, params (string Key, string Value)[] more)
    {
        var folder = Directory.CreateTempSubdirectory("fakenews-desk-").FullName;
        var own = new FolderPackageStore(Options.Create(new PackageStoreOptions { Folder = folder }), TimeProvider.System);
        var registry = new RehearsedRegistry();
        var keys = Role.All.ToDictionary(static role => role, static _ => ApiKey.Create());
        List<(string, string)> settings = [.. more];
        if (withKeys)
        {
            settings.AddRange(Role.All.SelectMany((role, i) => new[]
            {
                ($"Security:Keys:{i}:Name", $"the-{role}"), ($"Security:Keys:{i}:Hash", ApiKey.Hash(keys[role])), ($"Security:Keys:{i}:Roles:0", role),
            }));
        }

        var stand = await Stand.StartAsync(
            services =>
            {
                services.AddSingleton<IModelRegistryGrain>(registry);
                services.AddSingleton<IPackageStore>(store ?? own);
                services.AddOptions<PackageStoreOptions>();
            },
            environment: environment,
            settings: [.. settings]);
        return new(stand, registry, own, folder, keys);
    }

    public async Task<ModelIdentity> ImportAsync(string version)
    {
        using var package = TestPackage.Write(version: version);
        return (await Store.ImportAsync(package.Folder)).Model;
    }

    /// <summary>With 1.0.0 active and 2.0.0 in the store.</summary>
    public async Task<(ModelIdentity First, ModelIdentity Second)> WithTwoAsync()
    {
        var (first, second) = (await ImportAsync("1.0.0"), await ImportAsync("2.0.0"));
        await Registry.ExecuteAsync(new(new(RegistryVerb.Adopt, first), "system:start"));
        return (first, second);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? role, object? body = null, string? ifMatch = "*", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Keys[role]);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body switch
        {
            null => null,
            byte[] bytes => new ByteArrayContent(bytes),
            ModelCommandBody command => JsonContent.Create(command, ModelsJson.Default.ModelCommandBody),
            _ => throw new ArgumentException("Unknown body.", nameof(body)),
        };
        return await Stand.Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> CommandAsync(string verb, ModelCommandBody body, string role = Role.Owner, string? ifMatch = "*") =>
        SendAsync(HttpMethod.Post, $"/api/v1/models/{verb}", role, body, ifMatch);

    public async ValueTask DisposeAsync()
    {
        await Stand.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
