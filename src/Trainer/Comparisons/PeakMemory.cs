using System.Globalization;

namespace FakeNews.Trainer.Comparisons;

/// <summary>The largest resident memory of this process since a moment, as Linux counts it.</summary>
public static class PeakMemory
{
    private const string Reset = "/proc/self/clear_refs", Status = "/proc/self/status";

    /// <summary>Begins anew.</summary>
    /// <returns>Megabytes resident now; null where the system does not tell.</returns>
    public static double? Begin()
    {
        GC.Collect();
        try
        {
            File.WriteAllText(Reset, "5");
            return Read("VmRSS:");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Megabytes at the peak since <see cref="Begin"/>; null where the system does not tell.</summary>
    public static double? Read() => File.Exists(Reset) ? Read("VmHWM:") : null;

    private static double? Read(string name)
    {
        var line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) : null;
        return line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var kilobytes, ..]
            ? double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024
            : null;
    }
}
