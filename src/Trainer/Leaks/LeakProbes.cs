using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Trainer.Baselines;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Leaks;

/// <summary>The probes that are always run.</summary>
public static class LeakProbes
{
    private static readonly TfIdfOptions Words = new() { LongestSequence = 1 };
    private static readonly TfIdfOptions Phrases = new();

    /// <summary>From what lies outside the text to the text itself.</summary>
    public static IReadOnlyList<LeakProbe> All { get; } =
    [
        new("subject + date", "the set's own columns, never the text", false, static article => article.Subject.Length > 0 || article.Date.Length > 0, LeakViews.SubjectAndDate, Words),
        new("length only", "how many words headline and body have", false, HasBody, LeakViews.Length, Words),
        new("punctuation only", "characters that are neither letters nor digits", false, HasBody, LeakViews.Punctuation, Phrases),
        new("dateline only", "place and agency before the first sentence, or that there is none", false, HasBody, LeakViews.DatelineOnly, Words),
        new("first 8 tokens", "the body's first eight words", false, HasBody, LeakViews.Opening, Phrases),
        new("title only", "the headline's words", true, static article => article.Title.Length > 0, static article => article.Title, Phrases),
        TfIdf("TF-IDF raw", "all words and pairs of words as they are", []),
        TfIdf("TF-IDF masked", "the same after every mask", [.. TextMasks.All.Select(static mask => mask.Name)]),
    ];

    /// <summary>The words of headline and body after some masks.</summary>
    /// <param name="name">Name of the probe.</param>
    /// <param name="description">What it sees.</param>
    /// <param name="masks">Names of masks.</param>
    public static LeakProbe TfIdf(string name, string description, IReadOnlyList<string> masks)
    {
        var preparer = new TextPreparer(new TextRecipe(" ", [.. masks]));
        return new LeakProbe(name, description, true, HasBody, article => preparer.Prepare(article.Title, article.Text), Phrases);
    }

    private static bool HasBody(LabelledArticle article) => article.Text.Length > 0;
}
