using System.Collections.Immutable;
using FakeNews.Grains.Models;

namespace FakeNews.Grains.Text;

/// <summary>
/// Makes the text a model reads from an article, as a model's <see cref="TextRecipe"/> says: mark-up is taken out, the masks are applied to headline and body,
/// the two are joined. One code path for training and serving. Thread-safe.
/// </summary>
public sealed class TextPreparer
{
    private readonly string _separator;
    private readonly ImmutableArray<ITextMask> _masks;

    /// <summary>Makes a preparer.</summary>
    /// <exception cref="ArgumentException">The recipe names a mask that does not exist; the message lists those that do.</exception>
    public TextPreparer(TextRecipe recipe)
    {
        _separator = recipe.Separator;
        _masks = recipe.Masks.IsDefaultOrEmpty ? [] : [.. recipe.Masks.Select(TextMasks.Find)];
    }

    /// <summary>Prepares an article of which headline or body may be missing.</summary>
    /// <returns>Headline, separator and body, each trimmed; empty where neither holds any text (mark-up alone, for instance).</returns>
    public string Prepare(string? title, string? text)
    {
        var head = Mask(title, TextPart.Title);
        var body = Mask(text, TextPart.Body);
        return head.Length == 0 ? body
            : body.Length == 0 ? head
            : string.Concat(head, _separator, body);
    }

    private string Mask(string? text, TextPart part)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var masked = Markup.Strip(text);
        foreach (var mask in _masks)
        {
            masked = mask.Apply(masked, part);
        }

        return masked.Trim();
    }
}
