using System.Security.Cryptography;
using System.Text;

namespace FakeNews.Trainer.Data;

/// <summary>sha256 over articles: id, label, title and text of each in reading order, every field ended by U+0000 in UTF-8.</summary>
public static class DataHash
{
    /// <summary>Lower-case hexadecimal.</summary>
    public static string Of(IEnumerable<LabelledArticle> articles)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var article in articles)
        {
            foreach (var field in (ReadOnlySpan<string>)[article.Id, article.Label == 0 ? "0" : "1", article.Title, article.Text])
            {
                hash.AppendData(Encoding.UTF8.GetBytes(field + "\0"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
