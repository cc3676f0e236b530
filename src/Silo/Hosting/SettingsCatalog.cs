namespace FakeNews.Silo.Hosting;

/// <summary>Every setting of the product.</summary>
internal static class SettingsCatalog
{
    public static void Require(string key) => ArgumentException.ThrowIfNullOrEmpty(key);
}
