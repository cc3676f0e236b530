namespace FakeNews.Trainer.Comparisons;

/// <summary>Times the same work over many inputs.</summary>
/// <param name="time">Measures.</param>
public sealed class Pace(TimeProvider time)
{
    private const int WarmUp = 3;

    /// <summary>Median milliseconds of one input, one after another.</summary>
    public double Latency<T>(IReadOnlyList<T> inputs, Action<T> run)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(run);
        foreach (var input in inputs.Take(WarmUp))
        {
            run(input);
        }

        var times = new double[inputs.Count];
        for (var i = 0; i < times.Length; i++)
        {
            var start = time.GetTimestamp();
            run(inputs[i]);
            times[i] = time.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    /// <summary>Inputs a second with several callers, each on a thread of its own, until all inputs are done once.</summary>
    public double Throughput<T>(IReadOnlyList<T> inputs, int callers, Action<T> run)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var next = -1;
        void Work()
        {
            for (var i = Interlocked.Increment(ref next); i < inputs.Count; i = Interlocked.Increment(ref next))
            {
                run(inputs[i]);
            }
        }

        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(Work) { IsBackground = true }).ToArray();
        var start = time.GetTimestamp();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return inputs.Count / Math.Max(time.GetElapsedTime(start).TotalSeconds, 1e-9);
    }
}
