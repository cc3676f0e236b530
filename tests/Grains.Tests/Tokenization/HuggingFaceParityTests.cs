using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Tokenization;

namespace FakeNews.Grains.Tests.Tokenization;

public sealed class HuggingFaceParityTests
{
    [Fact]
    public void No_golden_text_differs()
    {
        var tokenizer = new WordPieceTokenizer(GoldenFiles.Vocabulary, SpelledSpecialTokens.Special);
        var (different, count) = (new List<int>(), 0);
        foreach (var golden in GoldenFiles.Cases())
        {
            count++;
            var expected = golden.GetProperty("ids").EnumerateArray().Select(id => id.GetUInt16()).ToArray();
            var text = golden.GetProperty("text").GetString()!;
            var ids = golden.TryGetProperty("max_length", out var limit) ? Padded(tokenizer, text, limit.GetInt32(), golden) : tokenizer.Encode(text);
            if (!ids.SequenceEqual(expected))
            {
                different.Add(golden.GetProperty("i").GetInt32());
            }
        }

        Assert.Empty(different);
        Assert.Equal(3753, count);
    }

    [Fact]
    public void No_whole_article_differs()
    {
        var tokenizer = new WordPieceTokenizer(GoldenFiles.Vocabulary, SpelledSpecialTokens.Special);
        var articles = GoldenFiles.Articles("isot/isot_bodies").ToDictionary(article => article.Id, article => $"{article.Title} {article.Text}");
        var (different, count) = (new List<string>(), 0);
        foreach (var row in GoldenFiles.Rows("golden/tokenizer/isot_bodies.csv.gz"))
        {
            count++;
            var ids = tokenizer.Encode(articles[row[0]]);
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', ids))))[..16];
            if (ids.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) != row[1] || digest != row[2])
            {
                different.Add(row[0]);
            }
        }

        Assert.Empty(different);
        Assert.Equal(8113, count);
    }

    private static ushort[] Padded(WordPieceTokenizer tokenizer, string text, int limit, JsonElement golden)
    {
        var ids = new ushort[limit];
        var used = tokenizer.Encode(text, ids).Used;
        ids.AsSpan(used).Fill(tokenizer.Vocabulary.Padding);
        Assert.Equal(golden.GetProperty("mask").EnumerateArray().Sum(bit => bit.GetInt32()), used);
        return ids;
    }
}
