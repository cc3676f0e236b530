namespace FakeNews.Grains.Devices;

/// <summary>Configuration section <c>Devices</c>: what computes in this silo. Validated at start.</summary>
public sealed class DevicesOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Devices";

    /// <summary>What computes. Default: CUDA in a CUDA build on a machine that has it, else the CPU.</summary>
    public DeviceKind? Kind { get; set; }

    /// <summary>Execution lanes of a device. Default: one for each core on a CPU, 2 on a GPU.</summary>
    public int? Lanes { get; set; }

    /// <summary>GPUs used, by CUDA ordinal. Default: the first.</summary>
    public IList<int> Cuda { get; } = [];

    /// <summary>Batches kept ready on a device beyond those that run. Default 1.</summary>
    public int Ahead { get; set; } = 1;

    /// <summary>The watchdog: a run that takes longer is given up, its lane is replaced, its articles are tried again. Default 30 s.</summary>
    public TimeSpan RunDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a batch whose device vanished is sent to another before its articles fail. Default 8.</summary>
    public int MaximumReroutes { get; set; } = 8;

    /// <summary>How long another silo's last report of its load is believed. Default 500 ms.</summary>
    public TimeSpan LoadFreshFor { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a device that could not be reached is left alone. Default 5 s.</summary>
    public TimeSpan SuspectFor { get; set; } = TimeSpan.FromSeconds(5);
}
