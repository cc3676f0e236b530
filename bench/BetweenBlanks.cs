using Microsoft.ML.Tokenizers;

namespace FakeNews.Bench;

/// <summary>Splits at blanks, as a pre-tokeniser in front of another library.</summary>
internal sealed class BetweenBlanks : PreTokenizer
{
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(' ', start) is >= 0 and var blank ? blank : text.Length;
            if (end > start)
            {
                yield return (start, end - start);
            }

            start = end + 1;
        }
    }

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());
}
