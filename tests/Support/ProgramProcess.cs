using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace FakeNews.Tests.Support;

/// <summary>One of the product's executables as a process of its own, with what it prints.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private ProgramProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Everything printed so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts <c>NAME.dll</c> from the test's own output folder, or the assembly at that path.</summary>
    /// <param name="name"><c>fakenews</c> or <c>fakenews-trainer</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProgramProcess Start(string name, params string[] arguments) => new(Process.Start(Describe(name, arguments))!);

    /// <summary>Runs it to its end.</summary>
    /// <param name="name"><c>fakenews</c> or <c>fakenews-trainer</c>.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="bound">How long it may take.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string name, string input, TimeSpan bound, params string[] arguments)
    {
        using var process = Process.Start(Describe(name, arguments))!;
        using var limit = new CancellationTokenSource(bound);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Waits for a line that satisfies the condition.</summary>
    /// <exception cref="InvalidOperationException">It ended, or the bound passed, without such a line.</exception>
    public async Task<string> WaitForLineAsync(Func<string, bool> condition, TimeSpan bound)
    {
        using var limit = new CancellationTokenSource(bound);
        for (var seen = 0; ;)
        {
            var lines = _lines.ToArray();
            for (; seen < lines.Length; seen++)
            {
                if (condition(lines[seen]))
                {
                    return lines[seen];
                }
            }

            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{Output}");
            }

            try
            {
                await _arrived.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"No such line within {bound}:\n{Output}");
            }
        }
    }

    /// <summary>Asks it to end, as an operator's SIGTERM does, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(TimeSpan bound)
    {
        Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!.Dispose();
        using var limit = new CancellationTokenSource(bound);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _arrived.Dispose();
    }

    private static ProcessStartInfo Describe(string name, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(name.EndsWith(".dll", StringComparison.Ordinal) ? name : Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _arrived.Release();
        }
    }
}
