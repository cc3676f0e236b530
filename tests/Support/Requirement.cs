using Xunit;

namespace FakeNews.Tests.Support;

/// <summary>
/// What a test needs from its machine. Where it is missing the test is skipped with the reason, unless <c>FAKENEWS_REQUIRE</c> names it
/// (<c>broker,browser,shared</c>): then the test fails, so that CI never skips what could run.
/// </summary>
public static class Requirement
{
    /// <summary>A real Kafka broker.</summary>
    public static void Broker() => Check("broker", KafkaBroker.Missing);

    /// <summary>A Chromium.</summary>
    /// <param name="path">Where one was found; null where there is none.</param>
    public static void Browser(string? path) => Check("browser", path is null ? "no Chromium: install Debian's, or name one in FAKENEWS_CHROMIUM" : null);

    /// <summary>A file or folder of the shared folder.</summary>
    /// <returns>Its path.</returns>
    public static string Shared(string relative)
    {
        var path = SharedFolder.Find(relative);
        Check("shared", path is null ? $"no {relative} in the shared folder (FAKENEWS_SHARED)" : null);
        return path!;
    }

    private static void Check(string name, string? missing)
    {
        if (missing is null)
        {
            return;
        }

        var required = (Environment.GetEnvironmentVariable("FAKENEWS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (required.Contains(name))
        {
            Assert.Fail($"FAKENEWS_REQUIRE names {name}, but: {missing}");
        }

        Assert.Skip(missing);
    }
}
