using System.Diagnostics;

namespace FakeNews.Chaos.Processes;

/// <summary>A process whose output goes to a file.</summary>
public sealed class LoggedProcess : IDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _gate = new();

    private LoggedProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code, once it has ended; 137 after SIGKILL.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program and its arguments.</param>
    /// <param name="environment">Variables besides the inherited ones.</param>
    /// <param name="log">File to which its output is appended.</param>
    public static LoggedProcess Start(IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment, string log)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo(program[0], program.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var writer = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        var process = new Process { StartInfo = start };
        var logged = new LoggedProcess(process, writer);
        process.OutputDataReceived += (_, line) => logged.Write(line.Data);
        process.ErrorDataReceived += (_, line) => logged.Write(line.Data);
        process.Start();
        logged.Write($"--- {string.Join(' ', program)} (process {process.Id})");
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return logged;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code and standard output.</returns>
    /// <exception cref="TimeoutException">It did not end in time, and was killed.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyList<string> program, IReadOnlyDictionary<string, string> environment, TimeSpan bound, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo(program[0], program.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(bound);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException($"{program[0]} did not end within {bound}.");
        }
    }

    /// <summary>Sends a signal; nothing where it has ended.</summary>
    public void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            Signals.Send(_process.Id, signal);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>False where it still runs.</returns>
    public async Task<bool> WaitAsync(TimeSpan bound)
    {
        using var limit = new CancellationTokenSource(bound);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends it at once where it runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit(5000);
        }

        _process.Dispose();
        lock (_gate)
        {
            _log.Dispose();
        }
    }

    private void Write(string? line)
    {
        lock (_gate)
        {
            if (line is not null && _log.BaseStream is not null)
            {
                _log.WriteLine(line);
            }
        }
    }
}
