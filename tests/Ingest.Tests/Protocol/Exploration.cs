namespace FakeNews.Ingest.Tests.Protocol;

/// <summary>Visits every reachable state, breadth first, so that a counter-example is a shortest one.</summary>
public sealed class Exploration
{
    private readonly Dictionary<ProtocolState, int> index = [];
    private readonly List<(ProtocolState State, int Parent, string Step)> visited = [];
    private readonly List<(int From, int To)> edges = [];

    private Exploration()
    {
    }

    /// <summary>Number of states.</summary>
    public int States => visited.Count;

    /// <summary>The steps to a state that breaks a law, and the law; null where all keep them.</summary>
    public string? CounterExample { get; private set; }

    /// <summary>Explores a protocol until a law is broken or everything was seen.</summary>
    public static Exploration Of(CommitProtocol protocol)
    {
        var exploration = new Exploration();
        exploration.Add(protocol.Start, -1, "start");
        for (var at = 0; at < exploration.visited.Count; at++)
        {
            var state = exploration.visited[at].State;
            if (CommitProtocol.Violation(state) is { } law)
            {
                exploration.CounterExample = $"{law}: {exploration.Trace(at)}";
                return exploration;
            }

            foreach (var (step, next) in protocol.Steps(state))
            {
                exploration.edges.Add((at, exploration.Add(next, at, step)));
            }
        }

        return exploration;
    }

    /// <summary>States from which no sequence of steps leads to a state that satisfies the condition.</summary>
    public int CountThatCannotReach(Func<ProtocolState, bool> condition)
    {
        var reaches = new bool[visited.Count];
        var queue = new Queue<int>();
        for (var at = 0; at < visited.Count; at++)
        {
            if (condition(visited[at].State))
            {
                reaches[at] = true;
                queue.Enqueue(at);
            }
        }

        var (starts, sources) = Predecessors();
        while (queue.TryDequeue(out var at))
        {
            foreach (var from in sources.AsSpan(starts[at]..starts[at + 1]))
            {
                if (!reaches[from])
                {
                    reaches[from] = true;
                    queue.Enqueue(from);
                }
            }
        }

        return reaches.Count(each => !each);
    }

    /// <summary>The edges by their target, as one array with the place where each target's begin.</summary>
    private (int[] Starts, int[] Sources) Predecessors()
    {
        var starts = new int[visited.Count + 1];
        foreach (var (_, to) in edges)
        {
            starts[to + 1]++;
        }

        for (var at = 0; at < visited.Count; at++)
        {
            starts[at + 1] += starts[at];
        }

        var next = starts.AsSpan(..^1).ToArray();
        var sources = new int[edges.Count];
        foreach (var (from, to) in edges)
        {
            sources[next[to]++] = from;
        }

        return (starts, sources);
    }

    private int Add(ProtocolState state, int parent, string step)
    {
        if (!index.TryGetValue(state, out var at))
        {
            at = visited.Count;
            index.Add(state, at);
            visited.Add((state, parent, step));
        }

        return at;
    }

    private string Trace(int at)
    {
        var steps = new Stack<string>();
        for (; at >= 0; at = visited[at].Parent)
        {
            steps.Push(visited[at].Step);
        }

        return string.Join(" → ", steps);
    }
}
