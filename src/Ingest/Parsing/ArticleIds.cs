using System.Security.Cryptography;

namespace FakeNews.Ingest.Parsing;

/// <summary>Ids for articles that bring neither an id nor a URL.</summary>
public static class ArticleIds
{
    /// <summary>On the stream: <c>topic-partition-offset</c>, the same at every replay.</summary>
    public static string FromPosition(string topic, int partition, long offset) => $"{topic}-{partition}-{offset}";

    /// <summary>Over HTTP and from files: <c>sha256-</c> and the first 32 hexadecimal digits of the body's hash.</summary>
    public static string FromContent(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return "sha256-" + Convert.ToHexStringLower(hash[..16]);
    }
}
