using FakeNews.Chaos.Auditing;
using FakeNews.Chaos.Brokers;
using FakeNews.Chaos.Models;
using FakeNews.Chaos.Producing;
using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Faults;

/// <summary>What faults can lay hands on.</summary>
public sealed class FaultScene
{
    // Long: a machine that builds and tests beside the run starts a silo in a minute.
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(180);
    private int _swaps;
    private int _restarts;

    /// <summary>The brokers.</summary>
    public required BrokerNodes Brokers { get; init; }

    /// <summary>Taken by the fault that works on a broker: two nodes of three down at once is another promise than this run's.</summary>
    public SemaphoreSlim BrokerLease { get; } = new(1, 1);

    /// <summary>Taken by whoever swaps a model.</summary>
    public SemaphoreSlim SwapLease { get; } = new(1, 1);

    /// <summary>True where silos have their state on disks that can be filled.</summary>
    public bool HasSmallDisks { get; init; }

    /// <summary>The silos.</summary>
    public required IReadOnlyList<Silo> Silos { get; init; }

    /// <summary>The articles.</summary>
    public required ArticleStream Articles { get; init; }

    /// <summary>The consumer group and its topics, as an operator's tools see them.</summary>
    public required GroupOperator Operator { get; init; }

    /// <summary>How silos are started.</summary>
    public required SiloProgram Program { get; init; }

    /// <summary>Session timeout of the group: a silo that stands still longer has lost its partitions.</summary>
    public required TimeSpan SessionTimeout { get; init; }

    /// <summary>When each version could be active.</summary>
    public ModelLog Models { get; } = new();

    /// <summary>Where further versions come from.</summary>
    public required ModelShelf Shelf { get; init; }

    /// <summary>The version that silos start with; its sha256.</summary>
    public required string FirstModel { get; init; }

    /// <summary>True where the silos run the harness's own tiny models, which can be swapped.</summary>
    public required bool SwapsModels { get; init; }

    /// <summary>Activations that succeeded.</summary>
    public int Swaps => _swaps;

    /// <summary>Times a broker was restarted because it had come back with half a group.</summary>
    public int Restarts => _restarts;

    /// <summary>Articles that were ordered to be judged again.</summary>
    public IList<OrderedAgain> Again { get; } = [];

    /// <summary>Things that must not happen and that the audit of records can't see, in words.</summary>
    public IList<string> Complaints { get; } = [];

    /// <summary>Takes lines of what goes on.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Notes an activation.</summary>
    public void CountSwap() => Interlocked.Increment(ref _swaps);

    /// <summary>Notes a restart of a broker.</summary>
    public void CountRestart() => Interlocked.Increment(ref _restarts);

    /// <summary>Notes something that must not happen.</summary>
    public void Complain(string what)
    {
        lock (Complaints)
        {
            Complaints.Add(what);
        }

        Say("NOT AS IT SHOULD: " + what);
    }

    /// <summary>Takes a silo for a fault; waits for its turn.</summary>
    public async Task<Silo> TakeSiloAsync(Random random, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(random);
        var silo = Silos[random.Next(Silos.Count)];
        await silo.Lease.WaitAsync(cancellation);
        return silo;
    }

    /// <summary>Starts a silo and waits for it to be ready; says so where it isn't.</summary>
    public async Task StartAsync(Silo silo, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Start();
        if (!await silo.WaitUntilReadyAsync(ReadyBound, cancellation))
        {
            Complain($"{silo.Place.Name} was not ready {ReadyBound.TotalSeconds} s after its start");
        }
    }
}
