namespace FakeNews.Bench;

/// <summary>Speed by processor time of this process, which a noisy neighbour troubles less than the clock on the wall.</summary>
internal static class ProcessorTime
{
    /// <summary>Does the work for every item, several times over.</summary>
    /// <returns>Items a second in the best round, and KB allocated for an item.</returns>
    public static (double Rate, double Kilobytes) Best<T>(IReadOnlyList<T> items, int rounds, Action<T> work)
    {
        var (rate, kilobytes) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Environment.CpuUsage.TotalTime;
            foreach (var item in items)
            {
                work(item);
            }

            rate = Math.Max(rate, items.Count / (Environment.CpuUsage.TotalTime - started).TotalSeconds);
            kilobytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / items.Count;
        }

        return (rate, kilobytes);
    }
}
