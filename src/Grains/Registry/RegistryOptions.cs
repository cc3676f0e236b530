namespace FakeNews.Grains.Registry;

/// <summary>Configuration section <c>Registry</c>: where it is kept which model judges, and how silos follow it. Validated at start.</summary>
public sealed class RegistryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Registry";

    /// <summary>
    /// The folder of the registry's state (without Redis) and of its history, durable and shared by the silos of a cluster. Default: a temporary folder, which
    /// ends with the process.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>How often a silo compares its generation with the registry's, beside being told. Default 3 s.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the registry waits for silos to prepare a model. Default 10 minutes.</summary>
    public TimeSpan PrepareTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an activation waits for silos to say that they have swapped; those that do not follow by themselves. Default 10 s.</summary>
    public TimeSpan ActivateTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The niceness (0 to 19, on Linux) of the thread that loads a model while another judges. Default 10.</summary>
    public int LoadNice { get; set; } = 10;
}
