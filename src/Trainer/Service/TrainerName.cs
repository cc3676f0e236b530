using System.Text;
using FakeNews.Grains.Durability;

namespace FakeNews.Trainer.Service;

/// <summary>The trainer's name: the machine's and something that no other has, kept in its folder, so that it is the same after a restart.</summary>
internal static class TrainerName
{
    /// <summary>Reads the name, or makes one.</summary>
    public static string Of(string folder)
    {
        var path = Path.Combine(folder, "name");
        if (!File.Exists(path))
        {
            DurableFile.Replace(path, Encoding.UTF8.GetBytes($"{Environment.MachineName}-{Guid.NewGuid().ToString("n")[..8]}"));
        }

        return File.ReadAllText(path).Trim();
    }
}
