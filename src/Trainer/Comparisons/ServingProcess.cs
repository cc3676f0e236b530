using System.Diagnostics;
using System.Text.Json;

namespace FakeNews.Trainer.Comparisons;

/// <summary>Has a graph measured by this program in a process of its own, whose memory is the graph's.</summary>
public static class ServingProcess
{
    /// <summary>The verb, which <c>--help</c> does not name: it is for this class.</summary>
    public const string Verb = "serve-once";

    /// <summary>Measures.</summary>
    /// <exception cref="InvalidDataException">The process failed; its last words are the message's.</exception>
    public static ServingFigures Measure(ServingRequest request, CancellationToken cancellation)
    {
        using var process = Process.Start(Description())!;
        using var killed = cancellation.Register(() => process.Kill());
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            using (process.StandardInput)
            {
                JsonSerializer.Serialize(process.StandardInput.BaseStream, request);
            }
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code and last words tell why.
        }

        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ServingFigures>(output)!
            : throw new InvalidDataException($"{request.Graph} could not be served to measure it: {error.Result.Trim()}");
    }

    private static ProcessStartInfo Description()
    {
        // Started as "dotnet fakenews-trainer.dll" or as an executable of its own.
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessStartInfo(program, isHost ? [typeof(ServingProcess).Assembly.Location, Verb] : [Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
