using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>Somebody's key, made for one run and known to the silo as a hash.</summary>
/// <param name="Name">Whose; the history and the labels name it.</param>
/// <param name="Role">What it may do.</param>
internal sealed record ApiKey(string Name, string Role)
{
    /// <summary>The key itself.</summary>
    public string Text { get; } = "fnk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Settings that make a silo know it.</summary>
    /// <param name="number">Its place among the keys.</param>
    public string[] Settings(int number) =>
    [
        $"--Security:Keys:{number}:Name={Name}",
        $"--Security:Keys:{number}:Hash=sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}",
        $"--Security:Keys:{number}:Roles:0={Role}",
    ];
}
