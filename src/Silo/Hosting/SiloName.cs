using System.Text.RegularExpressions;

namespace FakeNews.Silo.Hosting;

/// <summary>
/// A silo's name. Kafka's transactions are fenced by it, so it has to be the same after a restart, and no two processes may have it at a time: without a
/// configured name it is the machine's name and the first number that no other process of this machine holds.
/// </summary>
internal sealed partial class SiloName : IDisposable
{
    private readonly FileStream? _hold;

    private SiloName(string value, FileStream? hold) => (Value, _hold) = (value, hold);

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>Takes the configured name, or claims one until disposed or until the process ends in any way.</summary>
    public static SiloName Claim(string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return new SiloName(configured, null);
        }

        var machine = NotPlain().Replace(Environment.MachineName.ToLowerInvariant(), "-");
        for (var number = 1; number <= 64; number++)
        {
            try
            {
                // The system lets go of the lock when the process ends, however it ends.
                var path = Path.Combine(Path.GetTempPath(), $"fakenews-{Environment.UserName}-{number}.lock");
                return new SiloName($"{machine}-{number}", new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                // Held by another process.
            }
            catch (UnauthorizedAccessException)
            {
                break;
            }
        }

        return new SiloName($"{machine}-{Environment.ProcessId}", null);
    }

    public void Dispose() => _hold?.Dispose();

    [GeneratedRegex("[^a-z0-9._-]")]
    private static partial Regex NotPlain();
}
