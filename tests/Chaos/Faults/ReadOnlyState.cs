using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Faults;

/// <summary>A silo's state folder becomes read-only for some seconds, as on a full or failing disk.</summary>
public sealed class ReadOnlyState : IFault
{
    private static readonly Dictionary<string, string> NoMore = [];

    /// <inheritdoc/>
    public string Name => "read-only-state";

    /// <inheritdoc/>
    public string? WhyNot(FaultScene scene) => OperatingSystem.IsLinux() ? null : "needs Linux";

    /// <inheritdoc/>
    public async Task RunAsync(FaultScene scene, Random random, Action happened, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(happened);
        var silo = await scene.TakeSiloAsync(random, cancellation);
        var folder = silo.Place.StateFolder;
        try
        {
            happened();
            // Root may write wherever a mode forbids it: only a read-only mount stops it.
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync(["mount", "--bind", folder, folder]);
                await RunAsync(["mount", "-o", "remount,ro,bind", folder]);
            }
            else
            {
                await RunAsync(["chmod", "-R", "a-w", folder]);
            }

            scene.Say($"state of {silo.Place.Name} is read-only");
            await Task.Delay(random.Seconds(4, 10), cancellation);
        }
        finally
        {
            await RunAsync(Environment.IsPrivilegedProcess ? ["umount", folder] : ["chmod", "-R", "u+w", folder]);
            silo.Lease.Release();
        }

        async Task RunAsync(string[] command)
        {
            var (exitCode, output) = await LoggedProcess.RunAsync(command, NoMore, TimeSpan.FromSeconds(10), CancellationToken.None);
            if (exitCode != 0)
            {
                scene.Say($"{string.Join(' ', command)}: {output.Trim()}");
            }
        }
    }
}
