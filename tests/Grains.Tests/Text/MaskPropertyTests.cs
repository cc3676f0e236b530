using FakeNews.Grains.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Text;

public sealed class MaskPropertyTests
{
    // Cues, their pieces and prose, so that they come to stand side by side in every way.
    private static readonly string[] Fragments =
    [
        "GENEVA", " ", "  ", " ", "\n", "(Reuters)", "Reuters", " - ", "(", ")", "[", "]", "AP", "told ", "21st Century Wire", "says", "By ", "Ann Lee", "|", "Reporting by ",
        "Featured image", "Featured", " image ", "via", "Via:", ":", "Getty Images", "/", "Read more", "read", "more", "Watch", "WATCH:", "below", "here", "SHARE THIS", "pic.twitter.com/",
        "https://", "www.", "@", "#", "a.com", ".", "!", "?", "!!", ",", "'", "\u2019", "\u201C", "\u201D", "\"", "s", "t", "re", "ll", "don", "couldn", "Trump", "I", "they", "m",
        "\u2026", "\u2014", "BREAKING", "VIDEO", "OUTRAGE", "the", "council", "met", "on", "May 4, 2017", "é", "漢", "\uD83D\uDE00", "\uD800", "\u0000", "\u0007", "&amp;", "<b>", "12",
    ];

    private static readonly Arbitrary<string> Texts =
        Gen.Elements(Fragments).ListOf().Select(string.Concat).ToArbitrary();

    public static TheoryData<string> Names => [.. TextMasks.All.Select(mask => mask.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mask_applied_twice_changes_nothing_more(string name) => Check(name, (mask, text, part) =>
    {
        var once = mask.Apply(text, part);
        return mask.Apply(once, part) == once;
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mask_never_makes_a_text_more_than_three_times_as_long(string name) =>
        Check(name, (mask, text, part) => mask.Apply(text, part).Length <= 3 * text.Length);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_that_a_mask_leaves_is_the_same_instance(string name) => Check(name, (mask, text, part) =>
    {
        var masked = mask.Apply(text, part);
        return masked != text || ReferenceEquals(masked, text);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Words_and_full_stops_alone_pass_every_mask(string name)
    {
        var words = Gen.Elements("The", "council", "met", "on", "a", "cold", "evening", "and", "spoke", "about", "roads", "harbours", "in", "spring").NonEmptyListOf();
        var sentences = words.Select(list => string.Join(' ', list) + ".").ToArbitrary();
        Prop.ForAll(sentences, text => ReferenceEquals(TextMasks.Find(name).Apply(text, TextPart.Body), text)).QuickCheckThrowOnFailure();
    }

    private static void Check(string name, Func<ITextMask, string, TextPart, bool> holds)
    {
        var mask = TextMasks.Find(name);
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60),
            Prop.ForAll(Texts, text => holds(mask, text, TextPart.Body) && holds(mask, text, TextPart.Title)));
    }
}
