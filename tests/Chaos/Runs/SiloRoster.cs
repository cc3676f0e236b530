using FakeNews.Chaos.Faults;
using FakeNews.Chaos.Models;
using FakeNews.Chaos.Silos;

namespace FakeNews.Chaos.Runs;

/// <summary>The silos of a run, and the supervisor that a cluster would have: what ends by itself is noted and started again.</summary>
public sealed class SiloRoster : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);
    private readonly RunLog _log;

    /// <summary>Prepares the silos; starts none.</summary>
    public SiloRoster(SiloProgram program, RunOptions options, RunLog log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _log = log;
        var ports = FreePorts.Take(options.Silos * 3);
        Silos = [.. Enumerable.Range(0, options.Silos).Select(index => new Silo(
            new SiloPlace($"silo-{index + 1}", Path.Combine(options.Folder, $"silo-{index + 1}"), ports[index * 3], ports[(index * 3) + 1], ports[(index * 3) + 2]),
            program))];
        foreach (var silo in Silos)
        {
            Directory.CreateDirectory(silo.Place.Folder);
        }

        HasSmallDisks = options.Faults.Any(fault => fault is FullDisk) && Silos.All(silo => SmallDisk.TryMount(silo.Place.StateFolder));
    }

    /// <summary>The silos.</summary>
    public IReadOnlyList<Silo> Silos { get; }

    /// <summary>True where their state lies on disks that can be filled.</summary>
    public bool HasSmallDisks { get; }

    /// <summary>How the silos of a run are started.</summary>
    public static SiloProgram Program(RunOptions options, string bootstrap, string group)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = ProgramFinder.Find(options.Program);
        return new SiloProgram
        {
            Path = path,
            Bootstrap = bootstrap,
            Group = group,
            Model = options.Model ?? PoolModel.Write(Path.Combine(options.Folder, "model"), 1),
            Delivery = options.Delivery,
            Redis = options.Redis,
            Settings = options.Settings,
            HasFaultPoints = ProgramFinder.HasFaultPoints(path),
            FakesClocks = FakeClock.Library is not null && options.Faults.Any(fault => fault is ClockJump),
        };
    }

    /// <summary>Starts all and waits until they are ready.</summary>
    public async Task StartAllAsync(FaultScene scene, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        await Task.WhenAll(Silos.Select(silo => scene.StartAsync(silo, cancellation)));
        _log.Say($"{Silos.Count(silo => silo.IsRunning)} silos run");
    }

    /// <summary>Notes silos that end by themselves, and starts them again.</summary>
    public async Task GuardAsync(FaultScene scene, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await beat.WaitForNextTickAsync(cancellation))
            {
                foreach (var silo in Silos)
                {
                    if (silo.StartWhereItEnded() is { } code)
                    {
                        scene.Complain($"{silo.Place.Name} ended by itself with code {code}; it is started again");
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Stops all in order.</summary>
    public async Task StopAllAsync(FaultScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        await Task.WhenAll(Silos.Select(async silo =>
        {
            if (await silo.TerminateAsync(Bound) is null)
            {
                scene.Complain($"{silo.Place.Name} did not end within {Bound.TotalSeconds} s of SIGTERM at the end");
            }
        }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var silo in Silos)
        {
            silo.Dispose();
            if (HasSmallDisks)
            {
                SmallDisk.Unmount(silo.Place.StateFolder);
            }
        }
    }
}
