using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FakeNews.Silo.Security;

/// <summary>
/// Makes API keys and their hashes. A key is 256 random bits, so that one round of SHA-256 is all its hash needs: there is nothing to guess. What a person
/// made up is refused unless it is long.
/// </summary>
internal static class ApiKey
{
    /// <summary>The shortest key that is hashed.</summary>
    public const int Shortest = 32;

    private const string Prefix = "fnk_";
    private const string HashPrefix = "sha256:";

    /// <summary>A new key, e.g. <c>fnk_</c> and 43 characters.</summary>
    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What configuration holds of a key.</summary>
    public static string Hash(string key) => HashPrefix + Convert.ToHexStringLower(Digest(key));

    /// <summary>True where the text is a hash as <see cref="Hash"/> makes it.</summary>
    public static bool IsHash(string? text) => text is not null && text.StartsWith(HashPrefix, StringComparison.Ordinal) && text.Length == HashPrefix.Length + 64
        && text.Skip(HashPrefix.Length).All(char.IsAsciiHexDigit);

    /// <summary>The bytes of a hash.</summary>
    public static byte[] Parse(string hash) => Convert.FromHexString(hash.AsSpan(HashPrefix.Length));

    /// <summary>The SHA-256 of a key.</summary>
    public static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
