using FakeNews.Grains.Text;

namespace FakeNews.Grains.Tests.Text;

/// <summary>What each mask takes out, and what it leaves. The texts are made up.</summary>
public sealed class MaskCaseTests
{
    [Theory]
    [InlineData("GENEVA (Reuters) - The council met.", "The council met.")]
    [InlineData("(Reuters) - The council met.", "The council met.")]
    [InlineData("NEW YORK/PARIS, May 4 (AP) — The council met.", "The council met.")]
    [InlineData("WEST HARBOUR - The council met.", "The council met.")]
    [InlineData("The mayor told Reuters on Monday.", "The mayor said on Monday.")]
    [InlineData("A Reuters/Ipsos poll found it.", "A Ipsos poll found it.")]
    [InlineData("It was wrong (Reuters).", "It was wrong .")]
    [InlineData("21st Century Wire says It is a scandal.", " It is a scandal.")]
    [InlineData("21st Century WireIt is a scandal.", "It is a scandal.")]
    public void Datelines_go(string text, string masked) => Assert.Equal(masked, Body("datelines", text));

    [Theory]
    [InlineData("The council (all nine members) met - and voted.")]
    [InlineData("A - B is a route.")]
    [InlineData("The APs of this world (AP courses) differ.")]
    [InlineData("He wired the 21st letter.")]
    public void Prose_is_no_dateline(string text) => Assert.Same(text, Body("datelines", text));

    [Theory]
    [InlineData("By Ann Lee and Bo Kim\nThe council met.", "The council met.")]
    [InlineData("By Ann Lee\nThe council met.", "The council met.")]
    [InlineData("By Ann M. Lee | The council met.", " The council met.")]
    [InlineData("The council met. (Reporting by Ann Lee; Editing by Bo Kim)", "The council met. ")]
    [InlineData("The council met.\nWriting by Ann Lee\nMore follows.", "The council met.\n\nMore follows.")]
    [InlineData("The council met. Editing by Bo Kim", "The council met. ")]
    public void Bylines_go(string text, string masked) => Assert.Equal(masked, Body("bylines", text));

    [Theory]
    [InlineData("By noon\nthe council had met.")]
    [InlineData("By Monday the council had met.")]
    [InlineData("It is a report written by Ann Lee for the council.")]
    public void Prose_is_no_byline(string text) => Assert.Same(text, Body("bylines", text));

    [Theory]
    [InlineData("It ended badly.Featured image via A. Person/Getty Images", "It ended badly.")]
    [InlineData("It ended badly.Featured Image: Alex Person/Getty Images", "It ended badly.")]
    [InlineData("It ended badly. Photo by J. Random Person/Getty Images. Next.", "It ended badly.  Next.")]
    [InlineData("It ended badly.Via: Daily TattlerHere she is.", "It ended badly. she is.")]
    [InlineData("It ended badly. Read more: Daily Tattler", "It ended badly. ")]
    [InlineData("Sad!  A. B. Person (@person) May 4, 2017It went on.", "Sad!  It went on.")]
    [InlineData("It ended badly.Watch the interview below:", "It ended badly.")]
    [InlineData("WATCH: It ended badly.", "It ended badly.")]
    [InlineData("It ended badly. SHARE THIS STORY", "It ended badly. ")]
    [InlineData("It was seen pic.twitter.com/AbC123 by many.", "It was seen  by many.")]
    [InlineData("A portrait via Getty.", "A portrait .")]
    public void Furniture_goes_from_bodies(string text, string masked) => Assert.Equal(masked, Body("site-furniture", text));

    [Theory]
    [InlineData("BREAKING: Mayor resigns [VIDEO]", "Mayor resigns ")]
    [InlineData("WATCH: Mayor resigns (TWEETS)", "Mayor resigns ")]
    [InlineData("UPDATE 2-Mayor resigns", "UPDATE 2-Mayor resigns")]
    [InlineData("Mayor resigns (Full Video Inside, Watch)", "Mayor resigns ")]
    [InlineData("Exclusive: Mayor resigns", "Mayor resigns")]
    public void Furniture_goes_from_titles(string text, string masked) => Assert.Equal(masked, Title("site-furniture", text));

    [Theory]
    [InlineData("They watch the harbour from a tower and read more books than before.")]
    [InlineData("The trip via Geneva took two days; more people came.")]
    [InlineData("The J. Paul Getty Museum bought a vase.")]
    [InlineData("She has a bread more sour than his.")]
    [InlineData("Watch out for ice, the ministry said.")]
    [InlineData("They share this view and see below the bridge an advertisement for an image by the painter.")]
    [InlineData("One source said more: nothing.")]
    public void Prose_is_no_furniture(string text) => Assert.Same(text, Body("site-furniture", text));

    [Theory]
    [InlineData("See https://a.example/x?y=1, then rest.", "See , then rest.")]
    [InlineData("See www.harbour.example.", "See .")]
    [InlineData("Write to ann.lee@harbour.example now.", "Write to  now.")]
    [InlineData("Says (@person) and @other_1!", "Says  and !")]
    [InlineData("All for #Harbour2017 now", "All for  now")]
    [InlineData("As harbourtimes.com said", "As  said")]
    [InlineData("endedpic.twitter.com/Ab1 badly", "ended badly")]
    public void Links_go(string text, string masked) => Assert.Equal(masked, Body("urls", text));

    [Theory]
    [InlineData("He is our #1 at 5 @ 20 in the end.Net income rose.")]
    [InlineData("A first.class seat, e.g. in Co. Clare.")]
    public void Prose_is_no_link(string text) => Assert.Same(text, Body("urls", text));

    [Theory]
    [InlineData("Trump\u2019s", "Trump's")]
    [InlineData("Trump s", "Trump's")]
    [InlineData("Trump's", "Trump's")]
    [InlineData("TRUMP S plan", "TRUMP'S plan")]
    [InlineData("they couldn t say", "they couldn't say")]
    [InlineData("they couldn\u2019t say", "they couldn't say")]
    [InlineData("I m sure they re late, we ve seen it and he ll pay", "I'm sure they're late, we've seen it and he'll pay")]
    [InlineData("\u201CWe go,\u201D he said.", "We go, he said.")]
    [InlineData("he said.\"We go\"", "he said. We go")]
    [InlineData("the \u2018old\u2019 rule \u2013 and so on\u2026", "the old rule - and so on...")]
    [InlineData("the voters\u2019 will", "the voters will")]
    public void Quotes_take_one_style(string text, string masked) => Assert.Equal(masked, Body("quotes", text));

    [Theory]
    [InlineData("It's not the council's fault.")]
    [InlineData("Vitamin d and plan t are re made by the U. S. Army.")]
    [InlineData("Harry S Truman rode a T model in may.")]
    public void Prose_keeps_its_blanks(string text) => Assert.Same(text, Body("quotes", text));

    [Theory]
    [InlineData("MAYOR RESIGNS AT ONCE!!!", "Mayor Resigns At Once!")]
    [InlineData("Mayor OUTRAGED by NATO plan", "Mayor Outraged by NATO plan")]
    [InlineData("Mayor resigns (again) [really]", "Mayor resigns again really")]
    public void Capitals_are_calmed(string text, string masked) => Assert.Equal(masked, Title("capitals", text));

    [Theory]
    [InlineData("NATO and the U.S. agree on FBI rules")]
    [InlineData("U.S. and EU agree?")]
    public void Acronyms_stay(string text) => Assert.Same(text, Title("capitals", text));

    [Fact]
    public void Bodies_keep_their_capitals() => Assert.Equal("MAYOR RESIGNS (again)", Body("capitals", "MAYOR RESIGNS (again)"));

    private static string Body(string mask, string text) => TextMasks.Find(mask).Apply(text, TextPart.Body);

    private static string Title(string mask, string text) => TextMasks.Find(mask).Apply(text, TextPart.Title);
}
