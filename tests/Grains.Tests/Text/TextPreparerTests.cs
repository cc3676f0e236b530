using FakeNews.Grains.Models;
using FakeNews.Grains.Text;

namespace FakeNews.Grains.Tests.Text;

public sealed class TextPreparerTests
{
    private static readonly TextPreparer Plain = new(new TextRecipe(" ", []));

    [Theory]
    [InlineData(" Title ", " Body. ", "Title Body.")]
    [InlineData(null, "Body.", "Body.")]
    [InlineData("Title", null, "Title")]
    [InlineData("  ", "Body.", "Body.")]
    [InlineData(null, null, "")]
    [InlineData("<img src=x>", "", "")]
    public void Title_and_body_are_joined(string? title, string? text, string prepared) => Assert.Equal(prepared, Plain.Prepare(title, text));

    [Fact]
    public void The_separator_is_the_recipes() => Assert.Equal("A\n\nB", new TextPreparer(new TextRecipe("\n\n", [])).Prepare("A", "B"));

    [Fact]
    public void Without_masks_the_text_stays_as_it_is() =>
        Assert.Equal("WATCH: \u201CTrump s\u201D @x (Reuters) - b", Plain.Prepare("WATCH: \u201CTrump s\u201D @x", "(Reuters) - b"));

    [Fact]
    public void Masks_apply_in_the_recipes_order()
    {
        var preparer = new TextPreparer(new TextRecipe(" ", ["site-furniture", "datelines", "quotes", "capitals"]));
        Assert.Equal("Mayor's Resignation The mayor s plan failed.".Replace("mayor s", "mayor's", StringComparison.Ordinal),
            preparer.Prepare("BREAKING: MAYOR\u2019S RESIGNATION [VIDEO]", "GENEVA (Reuters) - The mayor s plan failed.Featured image via Somebody"));
    }

    [Fact]
    public void An_unknown_mask_is_refused_with_the_names_there_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TextPreparer(new TextRecipe(" ", ["quotes", "qoutes"])));
        Assert.StartsWith("There is no mask 'qoutes'; the masks are site-furniture, datelines, bylines, urls, quotes, capitals.", refusal.Message);
    }

    [Fact]
    public void Every_mask_has_a_name_and_says_what_it_does()
    {
        Assert.Equal(TextMasks.All.Length, TextMasks.All.Select(mask => mask.Name).Distinct().Count());
        Assert.All(TextMasks.All, mask => Assert.EndsWith(".", mask.Description));
    }
}
