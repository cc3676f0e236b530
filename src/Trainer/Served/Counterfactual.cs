using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Served;

/// <summary>A change to an article that leaves what it reports alone.</summary>
/// <param name="Name">Short.</param>
/// <param name="Description">In words.</param>
/// <param name="Change">The changed article; null where there is nothing to change.</param>
public sealed record Counterfactual(string Name, string Description, Func<LabelledArticle, LabelledArticle?> Change)
{
    private const string Dateline = "WASHINGTON (Reuters) - ";

    private static readonly ITextMask DatelineMask = TextMasks.Find("datelines");

    /// <summary>All that are tried.</summary>
    public static IReadOnlyList<Counterfactual> All { get; } =
    [
        new("dateline before fakes", $"\"{Dateline.Trim()}\" put before the body of fake articles", article =>
            article is { Label: 0, Text.Length: > 0 } ? article with { Text = Dateline + article.Text } : null),
        new("dateline from real", "the dateline taken from the body of real articles", article =>
            article.Label == 1 && DatelineMask.Apply(article.Text, TextPart.Body) is var text && text != article.Text ? article with { Text = text } : null),
        new("quotes swapped", "straight quotes and apostrophes made curly and curly ones straight, in all articles", article =>
            (article with { Title = SwapQuotes(article.Title), Text = SwapQuotes(article.Text) }) is var changed && changed != article ? changed : null),
    ];

    /// <summary>Straight quotes become curly (opening after white space or at the start), curly ones straight.</summary>
    public static string SwapQuotes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var opens = i == 0 || char.IsWhiteSpace(source[i - 1]) || source[i - 1] is '(' or '[';
                target[i] = source[i] switch
                {
                    '"' => opens ? '\u201C' : '\u201D',
                    '\'' => opens ? '\u2018' : '\u2019',
                    '\u201C' or '\u201D' => '"',
                    '\u2018' or '\u2019' => '\'',
                    var other => other,
                };
            }
        });
    }
}
