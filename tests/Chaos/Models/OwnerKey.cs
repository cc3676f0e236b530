using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FakeNews.Chaos.Models;

/// <summary>A key that lets the harness in as an owner: made anew for each run, known to its silos as a hash.</summary>
public sealed class OwnerKey
{
    /// <summary>The key itself.</summary>
    public string Text { get; } = "fnk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Variables that make a silo know it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment() =>
    [
        new("Security__Keys__0__Name", "chaos"),
        new("Security__Keys__0__Hash", "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))),
        new("Security__Keys__0__Roles__0", "owner"),
    ];
}
