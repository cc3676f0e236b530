using FakeNews.Tests.Support;
using FakeNews.Trainer.Service;
using Microsoft.Extensions.Configuration;

namespace FakeNews.Trainer.Tests.Docs;

public sealed class TrainerManualTests
{
    private const string Begin = "<!-- settings of the trainer: written by the tests with FAKENEWS_UPDATE_DOCS=1 -->";
    private const string End = "<!-- end of the trainer's settings -->";

    // Their defaults depend on the machine; the sentence says how.
    private static readonly string[] OfTheMachine = ["Trainer:Threads"];

    [Fact]
    public async Task The_manual_lists_every_setting_of_the_trainer_with_its_default()
    {
        var path = Path.Combine(SharedFolder.Repository, "docs", "operations.md");
        var manual = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (begin, end) = (manual.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, manual.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= Begin.Length && end > begin, "docs/operations.md has lost the marks around the trainer's settings.");
        string[] lines = ["| Setting | Default | Meaning |", "|---|---|---|", .. TrainerSettings.All.Select(static setting => Row(setting.Key, setting.Default, setting.Property))];
        var expected = string.Join('\n', lines);
        if (Environment.GetEnvironmentVariable("FAKENEWS_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, $"{manual[..begin]}\n\n{expected}\n\n{manual[end..]}", TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(expected, manual[begin..end].Trim());
    }

    [Fact]
    public void What_the_manual_prints_as_a_default_is_read_back_as_the_default()
    {
        var written = TrainerSettings.All.Where(static setting => setting.Default.Length > 0).ToArray();
        var read = new TrainerOptions();
        new ConfigurationBuilder().AddInMemoryCollection(written.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Default))).Build()
            .GetSection(TrainerOptions.Section).Bind(read);

        Assert.Equal(Values(new TrainerOptions()), Values(read));
        Assert.True(written.Length > 40);
        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), read.Threads);
    }

    [Fact]
    public void A_setting_that_does_not_exist_is_refused()
    {
        TrainerSettings.Require("trainer:gate:resamples");
        TrainerSettings.Require("Trainer:Client:security.protocol");
        Assert.Contains("Trainer:NewLabels", Assert.Throws<ArgumentException>(static () => TrainerSettings.Require("Trainer:NewLabel")).Message, StringComparison.Ordinal);
    }

    private static string Values(TrainerOptions options) => System.Text.Json.JsonSerializer.Serialize(options);

    private static string Row(string key, string value, System.Reflection.PropertyInfo property)
    {
        var shown = OfTheMachine.Contains(key) || value.Length == 0 ? "" : $"`{value}`";
        return $"| `{key}{(key.EndsWith(':') ? "…" : "")}` | {shown} | {DocumentationComment.Of(property.DeclaringType!, $"P:{property.DeclaringType!.FullName}.{property.Name}").Replace("|", "\\|", StringComparison.Ordinal)} |";
    }
}
