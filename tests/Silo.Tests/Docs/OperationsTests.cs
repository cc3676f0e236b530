using FakeNews.Silo.Hosting;
using FakeNews.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace FakeNews.Silo.Tests.Docs;

public sealed class OperationsTests
{
    private const string Begin = "<!-- settings: written by the tests with FAKENEWS_UPDATE_DOCS=1 -->";
    private const string End = "<!-- end of settings -->";

    [Fact]
    public async Task The_manual_lists_every_setting_with_its_default()
    {
        var path = Path.Combine(SharedFolder.Repository, "docs", "operations.md");
        var manual = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (begin, end) = (manual.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, manual.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= Begin.Length && end > begin, "docs/operations.md has lost the marks around its settings.");
        var expected = SettingsTable.Write();
        if (Environment.GetEnvironmentVariable("FAKENEWS_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, $"{manual[..begin]}\n\n{expected}\n{manual[end..]}", TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(expected, manual[begin..end].Trim() + "\n");
    }

    [Fact]
    public void Every_setting_can_be_set()
    {
        foreach (var (section, type) in SettingsCatalog.Sections)
        {
            foreach (var setting in SettingsCatalog.All.Where(setting => setting.Key.StartsWith(section + ":", StringComparison.Ordinal) && setting.Default.Length > 0))
            {
                // What the manual prints as the default is read back as the default.
                var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting.Key, setting.Default)]).Build();
                var bound = configuration.GetSection(section).Get(type);
                Assert.Equal(Values(Activator.CreateInstance(type)!), Values(bound!));
            }
        }
    }

    private static string Values(object options) => System.Text.Json.JsonSerializer.Serialize(options, options.GetType());
}
