using FakeNews.Grains.Text;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Leaks;

/// <summary>How often a mask finds something to take away: where the shares differ, it takes away a cue.</summary>
/// <param name="Mask">Its name.</param>
/// <param name="ShareOfFake">Share of fake articles that it changes.</param>
/// <param name="ShareOfReal">Share of real articles that it changes.</param>
public sealed record MaskEffect(string Mask, double ShareOfFake, double ShareOfReal)
{
    /// <summary>Balanced accuracy of knowing only whether the mask finds something; one half is no cue.</summary>
    public double CueAccuracy => 0.5 + (Math.Abs(ShareOfFake - ShareOfReal) / 2);

    /// <summary>Applies a mask to headlines and bodies.</summary>
    public static MaskEffect Measure(ITextMask mask, IReadOnlyList<LabelledArticle> articles)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(articles);
        var (counts, changed) = (new int[2], new int[2]);
        foreach (var article in articles)
        {
            counts[article.Label]++;
            var isChanged = mask.Apply(article.Title, TextPart.Title) != article.Title || mask.Apply(article.Text, TextPart.Body) != article.Text;
            changed[article.Label] += isChanged ? 1 : 0;
        }

        return new MaskEffect(mask.Name, (double)changed[0] / Math.Max(1, counts[0]), (double)changed[1] / Math.Max(1, counts[1]));
    }
}
