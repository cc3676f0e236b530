using System.IO.Compression;
using System.Text.Json;
using FakeNews.Tests.Support;

namespace FakeNews.Trainer.Tests.Goldens;

/// <summary>Reference results: a copy beside this file where it is small, else the shared folder's; a test whose golden is absent skips.</summary>
internal static class Golden
{
    /// <summary>The golden's path, by its name under <c>golden/</c> with forward slashes.</summary>
    public static string File(string name)
    {
        var path = Find(name);
        Assert.SkipUnless(path is not null, $"golden/{name} is not on this machine");
        return path!;
    }

    /// <summary>The golden as JSON.</summary>
    public static JsonElement Json(string name)
    {
        var packed = Find(name + ".gz");
        using var file = System.IO.File.OpenRead(packed ?? File(name));
        using var text = packed is null ? (Stream)file : new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The golden's path, or null where it is absent.</summary>
    public static string? Find(string name)
    {
        var copy = Path.Combine(SharedFolder.Repository, "tests", "Trainer.Tests", "Goldens", name);
        return Path.Exists(copy) ? copy : SharedFolder.Find("golden/" + name);
    }
}
