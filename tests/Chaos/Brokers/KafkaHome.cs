using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Brokers;

/// <summary>A Kafka distribution with the scripts that start and stop nodes.</summary>
public sealed class KafkaHome
{
    private static readonly Dictionary<string, string> NoMore = [];

    private KafkaHome(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Finds the distribution: the folder named, else <c>FAKENEWS_KAFKA_HOME</c>; null where there is none.</summary>
    public static KafkaHome? Find(string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable("FAKENEWS_KAFKA_HOME");
        return folder is not null && File.Exists(Path.Combine(folder, "bin", "start-single-node.sh")) ? new KafkaHome(Path.GetFullPath(folder)) : null;
    }

    /// <summary>Runs one of its scripts.</summary>
    /// <returns>The last line of its output.</returns>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public async Task<string> RunAsync(string script, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellation)
    {
        var (exitCode, output) = await LoggedProcess.RunAsync(
            ["bash", Path.Combine(Folder, "bin", script), .. arguments], environment ?? NoMore, TimeSpan.FromSeconds(120), cancellation);
        return exitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(line => line.Contains("127.0.0.1", StringComparison.Ordinal)) ?? string.Empty
            : throw new InvalidOperationException($"{script} failed: {output}");
    }
}
