using FakeNews.Silo.Hosting;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.Docs;

/// <summary>Writes the manual's settings table from the options classes and their documentation comments.</summary>
internal static class SettingsTable
{
    public static string Write() => string.Join('\n', SettingsCatalog.Sections.SelectMany(static section => (string[])
    [
        $"### {section.Section}",
        "",
        DocumentationComment.Of(section.Options, "T:" + section.Options.FullName),
        "",
        "| Setting | Default | Meaning |",
        "|---|---|---|",
        .. SettingsCatalog.All.Where(setting => setting.Key.StartsWith(section.Section + ":", StringComparison.Ordinal)).Select(Row),
        "",
    ])).TrimEnd() + "\n";

    private static string Row(Setting setting)
    {
        var key = setting.HasChildren ? setting.Key + ":…" : setting.Key;
        var meaning = DocumentationComment.Of(setting.Property.DeclaringType!, $"P:{setting.Property.DeclaringType!.FullName}.{setting.Property.Name}");
        return $"| `{key}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "")} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |";
    }
}
