using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FakeNews.Bench;

/// <summary>
/// What ONNX Runtime alone does with articles that are tokenized already: one session that computes on the calling thread, one thread a core, exact lengths,
/// long articles alone and short ones in groups of equal length. No queue, no text, no verdict: the ceiling that everything else is held against.
/// </summary>
internal sealed class BareInference : IDisposable
{
    private const int LongestGrouped = 128, LargestGroup = 16;

    private readonly InferenceSession _session;

    /// <summary>Loads a graph.</summary>
    public BareInference(string graph)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        _session = new InferenceSession(graph, options);
    }

    /// <summary>Runs all articles once.</summary>
    /// <param name="articles">Packed ids of each article.</param>
    /// <returns>The time it took.</returns>
    public TimeSpan Run(IReadOnlyList<ReadOnlyMemory<byte>> articles)
    {
        // The longest first, so that no core is left with a long one at the end.
        var groups = articles
            .GroupBy(article => article.Length / sizeof(ushort))
            .OrderByDescending(group => group.Key)
            .SelectMany(group => group.Chunk(group.Key > LongestGrouped ? 1 : LargestGroup))
            .ToArray();
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            using var run = new RunOptions();
            for (int at; (at = Interlocked.Increment(ref next)) < groups.Length;)
            {
                Judge(groups[at], run);
            }
        })).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return Stopwatch.GetElapsedTime(started);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void Judge(ReadOnlyMemory<byte>[] group, RunOptions options)
    {
        var length = group[0].Length / sizeof(ushort);
        var ids = new long[group.Length * length];
        for (var row = 0; row < group.Length; row++)
        {
            var from = MemoryMarshal.Cast<byte, ushort>(group[row].Span);
            for (var i = 0; i < length; i++)
            {
                ids[(row * length) + i] = from[i];
            }
        }

        using var input = OrtValue.CreateTensorValueFromMemory(ids, [group.Length, length]);
        using var outputs = _session.Run(options, ["input_ids"], [input], ["logits"]);
    }
}
