using System.Text;
using FakeNews.Grains.Tokenization;
using Microsoft.ML.Tokenizers;

namespace FakeNews.Bench;

/// <summary>Our words joined by blanks, as a normaliser in front of another library.</summary>
internal sealed class JoinedWords : Normalizer
{
    public static string Join(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var word in BasicTokenizer.Words(text))
        {
            result.Append(result.Length > 0 ? " " : "").Append(word);
        }

        return result.ToString();
    }

    public override string Normalize(string original) => Join(original);

    public override string Normalize(ReadOnlySpan<char> original) => Join(original);
}
