using System.Globalization;
using FakeNews.Chaos.Processes;

namespace FakeNews.Chaos.Silos;

/// <summary>A disk of a few megabytes under a silo's state folder, so that it can be filled. Needs the right to mount.</summary>
public static class SmallDisk
{
    private const string Filler = ".filler";
    private const int Megabytes = 16;
    private static readonly Dictionary<string, string> NoMore = [];

    /// <summary>Mounts one on a folder that is empty yet.</summary>
    /// <returns>False where this machine does not allow that.</returns>
    public static bool TryMount(string folder)
    {
        Directory.CreateDirectory(folder);
        return OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={Megabytes}m"), "fakenews-chaos", folder);
    }

    /// <summary>Takes it away again, with what lies on it.</summary>
    public static void Unmount(string folder) => Run("umount", folder);

    /// <summary>Leaves no byte.</summary>
    public static void Fill(string folder)
    {
        var block = new byte[64 * 1024];
        for (var size = block.Length; size > 0; size /= 16)
        {
            try
            {
                // Without a buffer, so that it is the write that fails.
                using var filler = new FileStream(Path.Combine(folder, Filler), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                while (true)
                {
                    filler.Write(block, 0, size);
                }
            }
            catch (IOException)
            {
                // Full; what is left over is filled in smaller pieces.
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public static void Free(string folder) => File.Delete(Path.Combine(folder, Filler));

    private static bool Run(params string[] command)
    {
        try
        {
            return LoggedProcess.RunAsync(command, NoMore, TimeSpan.FromSeconds(10), CancellationToken.None).GetAwaiter().GetResult().ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
