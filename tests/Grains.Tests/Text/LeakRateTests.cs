using System.Globalization;
using System.Text.RegularExpressions;
using FakeNews.Grains.Tests.Tokenization;
using FakeNews.Grains.Text;

namespace FakeNews.Grains.Tests.Text;

/// <summary>How often a cue that tells ISOT's classes apart without reading is there before and after the masks.</summary>
public sealed class LeakRateTests(ITestOutputHelper output)
{
    private static readonly (string Name, TextPart Part, string Pattern, double MostApart)[] Cues =
    [
        ("(Reuters) in the first 200 characters", TextPart.Body, @"\A[\s\S]{0,200}\(Reuters\)", 0.005),
        ("the word Reuters", TextPart.Body, @"(?i)\breuters\b", 0.005),
        ("curly quote or apostrophe", TextPart.Body, "[\u2018\u2019\u201C\u201D]", 0.005),
        ("any double quote", TextPart.Body, "[\"\u201C\u201D]", 0.005),
        ("apostrophe lost to a blank", TextPart.Body, @"\b[A-Za-z]+n t\b|\b[A-Z][a-z]+ s\b", 0.005),
        ("featured image", TextPart.Body, "(?i)featured image", 0.005),
        ("image via, photo by", TextPart.Body, "(?i)(image|photo|video)s? (via|by|credit)", 0.005),
        ("Getty", TextPart.Body, @"(?i)\bgetty\b", 0.005),
        ("pic.twitter", TextPart.Body, @"(?i)pic\.twitter", 0.005),
        ("via:", TextPart.Body, @"(?i)\bvia ?:", 0.005),
        ("read more", TextPart.Body, "(?i)read more", 0.005),
        ("21st Century Wire, 21WIRE", TextPart.Body, @"(?i)21st century wire|21wire", 0.005),
        ("watch:", TextPart.Body, @"(?i)\bwatch ?:", 0.005),
        ("@handle", TextPart.Body, @"@\w", 0.005),
        ("#hashtag", TextPart.Body, @"#[A-Za-z]", 0.005),
        ("http", TextPart.Body, "(?i)https?:", 0.005),
        (".com", TextPart.Body, @"\w\.com\b", 0.005),
        ("curly quote or apostrophe", TextPart.Title, "[\u2018\u2019\u201C\u201D]", 0.005),
        ("straight apostrophe", TextPart.Title, "'", 0.20),
        ("word of 5 or more capitals", TextPart.Title, "[A-Z]{5,}", 0.005),
        ("video or watch", TextPart.Title, @"(?i)\b(video|watch)", 0.05),
        ("bracket", TextPart.Title, @"[\[\]()]", 0.005),
        ("!! or ??", TextPart.Title, "!!|\\?\\?", 0.005),
    ];

    [Fact]
    public void Masks_take_the_cues_of_ISOT_away()
    {
        var articles = GoldenFiles.Articles("isot/isot_bodies").ToArray();
        output.WriteLine("| cue | where | real | fake | real, masked | fake, masked |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        var masked = articles.Select(article => article with { Title = Mask(article.Title, TextPart.Title), Text = Mask(article.Text, TextPart.Body) }).ToArray();
        foreach (var (name, part, pattern, mostApart) in Cues)
        {
            var before = Rates(articles, part, pattern);
            var after = Rates(masked, part, pattern);
            output.WriteLine($"| {name} | {part} | {Percent(before.Real)} | {Percent(before.Fake)} | {Percent(after.Real)} | {Percent(after.Fake)} |");
            Assert.True(Math.Abs(after.Real - after.Fake) <= mostApart, $"{name}: {after}");
        }
    }

    private static (double Real, double Fake) Rates(IReadOnlyList<(string Id, string Title, string Text, bool Real)> articles, TextPart part, string pattern)
    {
        var cue = new Regex(pattern);
        var hits = articles.Where(article => part == TextPart.Body || article.Title.Length > 0)
            .Select(article => (article.Real, Hit: cue.IsMatch(part == TextPart.Title ? article.Title : article.Text)))
            .ToLookup(entry => entry.Real, entry => entry.Hit ? 1.0 : 0);
        return (hits[true].Average(), hits[false].Average());
    }

    private static string Mask(string text, TextPart part) =>
        TextMasks.All.Aggregate(text, (masked, mask) => mask.Apply(masked, part));

    private static string Percent(double rate) => rate.ToString("P1", CultureInfo.InvariantCulture);
}
