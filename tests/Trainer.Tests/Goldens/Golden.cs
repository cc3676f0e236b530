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
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File(name)));
        return document.RootElement.Clone();
    }

    private static string? Find(string name)
    {
        var copy = Path.Combine(SharedFolder.Repository, "tests", "Trainer.Tests", "Goldens", name);
        return Path.Exists(copy) ? copy : SharedFolder.Find("golden/" + name);
    }
}
