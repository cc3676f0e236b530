using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace FakeNews.Grains.Models;

/// <summary>
/// Draws a share of the articles by their id, the same on every silo and after every restart: xxHash64 (seed 0) of the id's UTF-8 bytes, modulo 10,000, is
/// the article's place; a share of p percent takes the places below 100 · p. A larger share takes all that a smaller one took.
/// </summary>
public static class ArticleShare
{
    /// <summary>Number of places.</summary>
    public const int Places = 10_000;

    /// <summary>An article's place, 0 to 9,999.</summary>
    public static int PlaceOf(string articleId)
    {
        ArgumentNullException.ThrowIfNull(articleId);
        var length = Encoding.UTF8.GetMaxByteCount(articleId.Length);
        byte[]? rented = null;
        var bytes = length <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(length);
        var place = (int)(XxHash64.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(articleId, bytes)]) % Places);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return place;
    }

    /// <summary>True where the share takes the article.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="percent">0 to 100; steps of 0.01 count.</param>
    public static bool Takes(string articleId, double percent) => percent >= 100 || (percent > 0 && PlaceOf(articleId) < percent * (Places / 100));
}
