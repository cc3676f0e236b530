using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using FakeNews.Grains.Contracts;

namespace FakeNews.Grains.Labels;

/// <summary>Labels as the bytes of <c>news.labels</c>.</summary>
public static class LabelRecord
{
    /// <summary>Longest id of an article, in UTF-16 units; as for articles.</summary>
    public const int LongestId = 512;

    /// <summary>Longest name of a reviewer, in UTF-16 units.</summary>
    public const int LongestReviewer = 256;

    // Other alphabets stay as they are: escaped, an article would grow past the broker's limit that it has passed once.
    private static readonly ContractJson Plain = new(new JsonSerializerOptions(ContractJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a label.</summary>
    public static byte[] Write(ArticleLabel label) => JsonSerializer.SerializeToUtf8Bytes(label, Plain.ArticleLabel);

    /// <summary>Reads a label; false where the bytes are none (anybody may write to a topic).</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ArticleLabel? label)
    {
        label = null;
        try
        {
            if (JsonSerializer.Deserialize(bytes, Plain.ArticleLabel) is { ArticleId.Length: > 0 and <= LongestId, Reviewer.Length: > 0 and <= LongestReviewer } read
                && Enum.IsDefined(read.Label)
                && read.Verdict is null or { Model: { Sha256: not null, Name: not null, Version: not null } })
            {
                label = read;
                return true;
            }
        }
        catch (JsonException)
        {
            // No label.
        }

        return false;
    }
}
