using System.Collections.Frozen;
using System.Security.Cryptography;

namespace FakeNews.Silo.Pages;

/// <summary>The files of the web page, by their path.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";

    /// <summary>Every file; <c>/</c> is the page itself.</summary>
    public static FrozenDictionary<string, PageAsset> All { get; } = Load();

    private static FrozenDictionary<string, PageAsset> Load()
    {
        var assembly = typeof(PageAssets).Assembly;
        var assets = new Dictionary<string, PageAsset>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            var path = "/" + name[Prefix.Length..].Replace('\\', '/');
            assets[path == "/index.html" ? "/" : path] = new PageAsset(content, TypeOf(path), $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        }

        return assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has a file of an unknown kind: {other}."),
    };
}
