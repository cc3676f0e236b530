using System.Collections.Concurrent;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Devices;
using FakeNews.Grains.Models;
using FakeNews.Grains.Tests.Devices;

namespace FakeNews.Grains.Tests.Swap;

/// <summary>One silo's runtime: computes by a rule that depends on the graph, counts the sessions that live, and refuses graphs on demand.</summary>
internal sealed class LifeRuntime : IInferenceRuntime
{
    private int _live;
    private int _loads;

    /// <summary>Sessions loaded and not disposed of.</summary>
    public int Live => Volatile.Read(ref _live);

    /// <summary>The most there ever were.</summary>
    public int MostLive { get; private set; }

    /// <summary>Sessions ever loaded.</summary>
    public int Loads => Volatile.Read(ref _loads);

    /// <summary>Graphs (by their text) that can't be loaded, with the reason.</summary>
    public ConcurrentDictionary<string, string> Refused { get; } = [];

    /// <summary>Graphs whose loading waits.</summary>
    public ConcurrentDictionary<string, ManualResetEventSlim> Held { get; } = [];

    /// <summary>Graphs whose runs fail.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = [];

    /// <summary>Runs wait here while it is closed.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>What the rule of a package's version gives for ids: bit by bit another for each version.</summary>
    public static (float Fake, float Real) Logits(ReadOnlySpan<long> ids, string version)
    {
        var (fake, real) = StandInRuntime.Logits(ids);
        return (fake + ShiftOf(GraphOf(version)), real);
    }

    /// <summary>The graph's text of a test package's version.</summary>
    public static string GraphOf(string version) => $"a stand-in for a graph {version}";

    public IInferenceSession Load(string graphPath, DeviceDescription device)
    {
        var graph = File.ReadAllText(graphPath);
        if (Held.TryGetValue(graph, out var gate))
        {
            gate.Wait();
        }

        if (Refused.TryGetValue(graph, out var reason))
        {
            throw new ModelPackageException(reason);
        }

        Interlocked.Increment(ref _loads);
        MostLive = Math.Max(MostLive, Interlocked.Increment(ref _live));
        return new Session(this, graph);
    }

    private static float ShiftOf(string graph) => graph.Aggregate(7, static (hash, c) => (hash * 31) + c) % 8 / 4f;

    private sealed class Session(LifeRuntime runtime, string graph) : IInferenceSession
    {
        private int _disposed;

        public ILaneSession OpenLane() => new Lane(runtime, graph, () => Volatile.Read(ref _disposed) != 0);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref runtime._live);
            }
        }
    }

    private sealed class Lane(LifeRuntime runtime, string graph, Func<bool> disposed) : ILaneSession
    {
        public void Run(TokenBatch batch, Span<float> logits)
        {
            runtime.Gate.Wait();
            if (disposed())
            {
                throw new InvalidOperationException("A run used a session that was freed.");
            }

            if (runtime.Broken.ContainsKey(graph) && batch.Rows * batch.Length > 3)
            {
                throw new InvalidOperationException("This graph breaks.");
            }

            var ids = new long[batch.Rows * batch.Length];
            batch.CopyTo(ids, default);
            for (var row = 0; row < batch.Rows; row++)
            {
                var (fake, real) = StandInRuntime.Logits(ids.AsSpan(row * batch.Length, batch.Length));
                (logits[2 * row], logits[(2 * row) + 1]) = (fake + ShiftOf(graph), real);
            }
        }

        public void Abort()
        {
        }

        public void Dispose()
        {
        }
    }
}
