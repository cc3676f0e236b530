using System.Collections.Immutable;
using FakeNews.Grains.Text.Masks;

namespace FakeNews.Grains.Text;

/// <summary>The masks a text recipe can name.</summary>
public static class TextMasks
{
    /// <summary>All masks, in the order in which a recipe best applies them: phrases that hold a link or a quote before links and quotes go.</summary>
    public static ImmutableArray<ITextMask> All { get; } =
    [
        new SiteFurnitureMask(),
        new DatelineMask(),
        new BylineMask(),
        new LinkMask(),
        new QuoteMask(),
        new CapitalMask(),
    ];

    /// <summary>Finds a mask by its name.</summary>
    /// <exception cref="ArgumentException">There is no such mask; the message lists those there are.</exception>
    public static ITextMask Find(string name) => All.FirstOrDefault(mask => mask.Name == name)
        ?? throw new ArgumentException($"There is no mask '{name}'; the masks are {string.Join(", ", All.Select(mask => mask.Name))}.", nameof(name));
}
