namespace FakeNews.Silo.Tests.Commands;

/// <summary>What a process left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Its complaint is one sentence, and holds nothing of the program's insides.</summary>
    public void AssertSentence(int exitCode, string containing)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Contains(containing, Error, StringComparison.Ordinal);
        Assert.StartsWith("fakenews: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
