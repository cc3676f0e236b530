using System.Diagnostics;

namespace FakeNews.Silo.Tests.Commands;

/// <summary>Runs the built executable.</summary>
internal static class Cli
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(120);

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fakenews.exe" : "fakenews");

    public static Task<CliResult> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    public static Task<CliResult> RunAsync(byte[]? input, params string[] arguments) => RunAsync(Start(arguments), input, arguments);

    /// <summary>With an API key, as the variable of the command line.</summary>
    public static Task<CliResult> RunWithKeyAsync(string key, params string[] arguments) => RunAsync(Start(arguments, key), null, arguments);

    private static async Task<CliResult> RunAsync(Process started, byte[]? input, string[] arguments)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
        }

        process.StandardInput.Close();
        using var bound = new CancellationTokenSource(_bound);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"fakenews {string.Join(' ', arguments)} did not end. {await error}");
        }

        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts it with everything redirected, in an empty working folder.</summary>
    public static Process Start(string[] arguments, string? key = null)
    {
        var start = new ProcessStartInfo(Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateTempSubdirectory("fakenews-cli-").FullName,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (key is not null)
        {
            start.Environment["FAKENEWS_KEY"] = key;
        }

        return Process.Start(start)!;
    }
}
