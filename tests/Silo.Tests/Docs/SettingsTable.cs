using System.Text.RegularExpressions;
using System.Xml.Linq;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Tests.Docs;

/// <summary>Writes the manual's settings table from the options classes and their documentation comments.</summary>
internal static partial class SettingsTable
{
    public static string Write() => string.Join('\n', SettingsCatalog.Sections.SelectMany(static section => (string[])
    [
        $"### {section.Section}",
        "",
        Sentence(section.Options, "T:" + section.Options.FullName),
        "",
        "| Setting | Default | Meaning |",
        "|---|---|---|",
        .. SettingsCatalog.All.Where(setting => setting.Key.StartsWith(section.Section + ":", StringComparison.Ordinal)).Select(Row),
        "",
    ])).TrimEnd() + "\n";

    private static string Row(Setting setting)
    {
        var key = setting.HasChildren ? setting.Key + ":…" : setting.Key;
        var meaning = Sentence(setting.Property.DeclaringType!, $"P:{setting.Property.DeclaringType!.FullName}.{setting.Property.Name}");
        return $"| `{key}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "")} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |";
    }

    private static string Sentence(Type type, string member)
    {
        var path = Path.ChangeExtension(type.Assembly.Location, ".xml");
        var summary = XDocument.Load(path).Descendants("member").FirstOrDefault(found => found.Attribute("name")?.Value == member)?.Element("summary");
        Assert.True(summary is not null, $"{member} has no documentation comment, so the manual can't say what it means.");
        foreach (var reference in summary.Descendants("see").ToList())
        {
            reference.ReplaceWith(reference.Attribute("cref")?.Value.Split('.')[^1] ?? "");
        }

        foreach (var code in summary.Descendants("c").ToList())
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
