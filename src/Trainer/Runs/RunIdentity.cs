using System.Security.Cryptography;
using System.Text.Json;

namespace FakeNews.Trainer.Runs;

/// <summary>Tells whether two runs follow the same recipe.</summary>
public static class RunIdentity
{
    /// <summary>sha256 over all that decides what is learned and how, folders and names of output left out.</summary>
    public static string Of(RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var recipe = options with
        {
            OutputFolder = "",
            RunFolder = "",
            Name = "",
            Version = "",
            Command = null,
            Resume = false,
            Finish = false,
            Leaks = false,
            Statements = "",
            Threads = 0,
            StopAtBadRow = false,
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(recipe)));
    }
}
