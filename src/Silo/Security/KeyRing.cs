using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Security;

/// <summary>The configured keys.</summary>
internal sealed class KeyRing
{
    private readonly ImmutableArray<(byte[] Digest, KeyOptions Key)> _keys;
    private readonly TimeProvider _time;

    public KeyRing(IOptions<SecurityOptions> options, TimeProvider time)
    {
        _time = time;
        _keys = [.. options.Value.Keys.Select(static key => (ApiKey.Parse(key.Hash), key))];
    }

    /// <summary>True where nobody has a key.</summary>
    public bool IsEmpty => _keys.IsEmpty;

    /// <summary>The key's entry; null where there is none, or it has expired. Takes as long whichever it is.</summary>
    public KeyOptions? Find(string presented)
    {
        var digest = ApiKey.Digest(presented);
        KeyOptions? found = null;
        foreach (var (expected, key) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(expected, digest))
            {
                found = key;
            }
        }

        return found is { Expires: { } end } && end <= _time.GetUtcNow() ? null : found;
    }
}
