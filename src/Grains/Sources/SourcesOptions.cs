namespace FakeNews.Grains.Sources;

/// <summary>Configuration section <c>Sources</c>: the rolling statistics of publishers, kept for display. Validated at start.</summary>
public sealed class SourcesOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources";

    /// <summary>How far the statistics reach back. Default 24 hours.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Most publishers followed at a time; what more there are is counted together as <see cref="SourceName.Other"/>. Default 1,000.</summary>
    public int MaximumSources { get; set; } = 1000;

    /// <summary>How long verdicts are collected before they go to the stream. Default 250 ms.</summary>
    public TimeSpan FlushEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most verdicts that wait for the stream; more are not counted. Default 20,000.</summary>
    public int Capacity { get; set; } = 20_000;
}
