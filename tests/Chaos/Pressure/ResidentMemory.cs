using System.Globalization;

namespace FakeNews.Chaos.Pressure;

/// <summary>Samples a process's resident memory once a second.</summary>
public sealed class ResidentMemory(int process)
{
    /// <summary>Samples for a time.</summary>
    /// <returns>Megabytes, ascending.</returns>
    public async Task<IReadOnlyList<double>> SampleAsync(TimeSpan length, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var samples = new List<double>();
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < length;)
        {
            await beat.WaitForNextTickAsync(cancellation);
            samples.Add(Now());
        }

        samples.Sort();
        return samples;
    }

    // VmRSS of proc(5), in kB.
    private double Now() => double.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))["VmRSS:".Length..^"kB".Length],
        CultureInfo.InvariantCulture) / 1024;
}
