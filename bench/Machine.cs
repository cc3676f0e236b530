using System.Runtime.InteropServices;

namespace FakeNews.Bench;

/// <summary>The machine that a figure comes from.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, memory and runtime in one line.</summary>
    public static string Describe()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return $"{processor ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.FrameworkDescription}";
    }
}
