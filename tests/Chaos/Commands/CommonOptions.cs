using System.CommandLine;

namespace FakeNews.Chaos.Commands;

/// <summary>Options of several verbs.</summary>
internal static class CommonOptions
{
    public static Option<int> Seed(int usual) => new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => usual };

    public static Option<string?> Model() => new("--model") { Description = "The model package (folder or .zip); by default a tiny one that the harness makes." };

    public static Option<string?> Program() => new("--program") { Description = "fakenews.dll or the program; by default the newest build of src/Silo." };

    public static Option<string> Folder() => new("--folder")
    {
        Description = "Folder for logs and the brokers' data; it must not be there yet.",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"fakenews-chaos-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}")),
    };

    public static Option<string[]> Settings() => new("--set") { Description = "A setting of the silos, Section:Key=value; may be repeated.", AllowMultipleArgumentsPerToken = false };

    /// <summary>Does the work, and says in a sentence what went wrong.</summary>
    /// <returns>0: everything holds. 1: it does not. 2: it could not be tried.</returns>
    public static async Task<int> RunAsync(Func<Task<bool>> work)
    {
        try
        {
            return await work() ? 0 : 1;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FileNotFoundException or ArgumentException or TimeoutException or Confluent.Kafka.KafkaException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
