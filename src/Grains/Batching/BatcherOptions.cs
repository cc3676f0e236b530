namespace FakeNews.Grains.Batching;

/// <summary>Configuration section <c>Batching</c>: how articles are grouped into runs. Validated at start.</summary>
public sealed class BatcherOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Batching";

    /// <summary>How articles are grouped. Default: by the kind of device.</summary>
    public BatchPolicyKind Policy { get; set; }

    /// <summary>Most tokens in one run. Default: 2,048 on a CPU, 16,384 on a GPU. Not below the model's longest article.</summary>
    public int? TokenBudget { get; set; }

    /// <summary>Exact lengths: articles longer than this many tokens run alone. Default: 128 on a CPU (measured), no limit on a GPU.</summary>
    public int? LongestGrouped { get; set; }

    /// <summary>Exact lengths: most articles in one run. Default: 16 on a CPU (measured), 512 on a GPU.</summary>
    public int? LargestGroup { get; set; }

    /// <summary>Padded: lengths are rounded up to a multiple of this many tokens. Default 64.</summary>
    public int BucketWidth { get; set; } = 64;

    /// <summary>
    /// The age cap: how long an article may wait for company while every lane is busy. An idle lane never waits. Default 50 ms.
    /// </summary>
    public TimeSpan MaximumWait { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How much older an article counts that somebody waits for (over HTTP) than one from Kafka, so that it overtakes a backlog, and no more of it than
    /// this. Default 1 minute; 0 treats all alike.
    /// </summary>
    public TimeSpan HeadStart { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most tokenized articles that wait for a device; more wait untokenized at the door. Default 4,096.</summary>
    public int Capacity { get; set; } = 4096;

    /// <summary>How often an article is tried on a device before it fails alone. Default 3.</summary>
    public int MaximumAttempts { get; set; } = 3;
}
