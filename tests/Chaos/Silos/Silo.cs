using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Silos;

/// <summary>One <c>fakenews serve</c> as a process of its own, that can be killed, stopped and started again under the same name.</summary>
public sealed class Silo(SiloPlace place, SiloProgram program) : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };
    // Faults and the supervisor look at the process, and replace it.
    private readonly Lock _gate = new();
    private LoggedProcess? _process;

    /// <summary>Where it lives.</summary>
    public SiloPlace Place => place;

    /// <summary>Taken by the fault that works on it, so that faults on one silo do not undo each other.</summary>
    public SemaphoreSlim Lease { get; } = new(1, 1);

    /// <summary>True while a fault or the end of the run keeps it down, so that nobody restarts it.</summary>
    public bool IsDownOnPurpose { get; set; } = true;

    /// <summary>True while its process runs.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _process is { HasExited: false };
            }
        }
    }

    /// <summary>Its process's id.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public int ProcessId
    {
        get
        {
            lock (_gate)
            {
                return _process?.Id ?? throw new InvalidOperationException($"{place.Name} was not started.");
            }
        }
    }

    /// <summary>Exit code of its last process, once that has ended.</summary>
    public int? ExitCode
    {
        get
        {
            lock (_gate)
            {
                return _process is { HasExited: true } ended ? ended.ExitCode : null;
            }
        }
    }

    /// <summary>Starts it.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _process?.Dispose();
            Directory.CreateDirectory(place.StateFolder);
            _process = LoggedProcess.Start(program.Serve(place), program.Environment(place), place.Log);
            IsDownOnPurpose = false;
        }
    }

    /// <summary>Starts it again where it has ended and nobody wanted that.</summary>
    /// <returns>The exit code of the process that ended; null where there is nothing to do.</returns>
    public int? StartWhereItEnded()
    {
        lock (_gate)
        {
            if (IsDownOnPurpose || ExitCode is not { } code)
            {
                return null;
            }

            Start();
            return code;
        }
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(int signal)
    {
        lock (_gate)
        {
            _process?.Signal(signal);
        }
    }

    /// <summary>Kills it and waits for its end.</summary>
    public async Task KillAsync()
    {
        GoDown();
        Signal(Signals.Kill);
        await WaitForExitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Asks it to end and waits.</summary>
    /// <returns>The time it took; null where it had to be killed after the bound.</returns>
    public async Task<TimeSpan?> TerminateAsync(TimeSpan bound)
    {
        GoDown();
        var started = TimeProvider.System.GetTimestamp();
        Signal(Signals.Term);
        if (await WaitForExitAsync(bound))
        {
            return TimeProvider.System.GetElapsedTime(started);
        }

        await KillAsync();
        return null;
    }

    /// <summary>Waits for the end of its process.</summary>
    public async Task<bool> WaitForExitAsync(TimeSpan bound) => _process is null || await _process.WaitAsync(bound);

    /// <summary>Waits until it says that it is ready.</summary>
    /// <returns>False where it ended or is not ready within the bound.</returns>
    public async Task<bool> WaitUntilReadyAsync(TimeSpan bound, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var started = TimeProvider.System.GetTimestamp();
        while (IsRunning && TimeProvider.System.GetElapsedTime(started) < bound)
        {
            if (await IsReadyAsync(cancellation))
            {
                return true;
            }

            await beat.WaitForNextTickAsync(cancellation);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsDownOnPurpose = true;
        lock (_gate)
        {
            _process?.Dispose();
            _process = null;
        }

        Lease.Dispose();
    }

    private void GoDown()
    {
        lock (_gate)
        {
            IsDownOnPurpose = true;
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{place.HttpPort}/health/ready"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
