using System.Globalization;
using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Fuzzing;
using FakeNews.Chaos.Runs;
using FakeNews.Tests.Support;

namespace FakeNews.EndToEnd.Tests.Chaos;

/// <summary>
/// The harness at a size for CI: five minutes of mixed faults where a broker is required (<c>FAKENEWS_REQUIRE</c>), one elsewhere;
/// <c>FAKENEWS_CHAOS_MINUTES</c> and <c>FAKENEWS_CHAOS_SEED</c> choose others.
/// </summary>
public sealed class ChaosRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_dies_every_accepted_article_has_exactly_one_result()
    {
        Requirement.Broker();
        var options = new RunOptions
        {
            Length = TimeSpan.FromMinutes(Number("FAKENEWS_CHAOS_MINUTES", IsRequired ? 5 : 1)),
            Seed = (int)Number("FAKENEWS_CHAOS_SEED", 42),
            KafkaHome = KafkaBroker.Home,
            Program = Path.Combine(AppContext.BaseDirectory, "fakenews.dll"),
            Folder = Directory.CreateTempSubdirectory("fakenews-chaos-").FullName,
        };
        await using var lines = new Lines(output);
        using var log = new RunLog(options.Folder, lines);

        var result = await new ChaosRun(options, log).RunAsync(TestContext.Current.CancellationToken);

        Assert.All(result.Report.Findings, finding => Assert.True(finding.Broken == 0, string.Join('\n', finding.Examples)));
        Assert.Empty(result.Complaints);
        Assert.NotEmpty(result.Faults);
        Assert.True(result.Report.Inputs > 1000);
        Assert.True(result.Report.Models > 1, "no verdict is of a model that a swap brought");
        Directory.Delete(options.Folder, recursive: true);
    }

    [Fact]
    public async Task Bent_records_are_one_verdict_or_one_dead_letter_each()
    {
        Requirement.Broker();
        var options = new FuzzOptions
        {
            Records = 5000,
            KafkaHome = KafkaBroker.Home,
            Program = Path.Combine(AppContext.BaseDirectory, "fakenews.dll"),
            Folder = Directory.CreateTempSubdirectory("fakenews-fuzz-").FullName,
        };
        await using var lines = new Lines(output);
        using var log = new RunLog(options.Folder, lines);

        var report = await new FuzzRun(options, log).RunAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(report);
        Assert.All(report.Findings, finding => Assert.True(finding.Broken == 0, string.Join('\n', finding.Examples)));
        Assert.Equal(report.Inputs, report.Verdicts + report.DeadLetters);
        Assert.Equal(report.Inputs, report[Law.Lost].Checked);
        Assert.True(report is { Verdicts: > 0, DeadLetters: > 0 });
        Directory.Delete(options.Folder, recursive: true);
    }

    private static bool IsRequired => Environment.GetEnvironmentVariable("FAKENEWS_REQUIRE")?.Contains("broker", StringComparison.Ordinal) == true;

    private static double Number(string variable, double usual) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : usual;

    private sealed class Lines(ITestOutputHelper output) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value) => output.WriteLine(value ?? string.Empty);
    }
}
