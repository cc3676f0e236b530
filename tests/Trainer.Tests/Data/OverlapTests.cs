using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Tests.Data;

public sealed class OverlapTests
{
    [Fact]
    public void What_repeats_an_asked_article_goes_and_all_else_stays_in_order()
    {
        var random = new Random(7);
        string Text() => string.Join(' ', Enumerable.Range(0, 200).Select(_ => $"word{random.Next(2000)}"));
        var story = Text();
        var trimmed = string.Join(' ', story.Split(' ').Skip(30));
        LabelledArticle[] asked = [new("a", "A title that is long enough", story, 0), new("b", "Short title", Text(), 1)];
        LabelledArticle[] first = [new("c", "Another", Text(), 0), new("d", "Elsewhere", trimmed, 1), new("e", "A TITLE that is, long enough", Text(), 1)];
        LabelledArticle[] second = [new("f", "Short title", Text(), 0), new("g", "", "", 0), new("h", "Copy", story, 0), new("i", "Twin", first[0].Text, 0)];

        var kept = Overlap.Without(asked, [first, second]);

        Assert.Equal(["c"], kept[0].Select(article => article.Id));
        Assert.Equal(["f", "g", "i"], kept[1].Select(article => article.Id));
    }

    [Fact]
    public void Nothing_goes_where_nothing_is_asked()
    {
        LabelledArticle[] set = [new("a", "One title of many words here", "the same words again and again", 0), new("b", "One title of many words here", "the same words again and again", 1)];

        Assert.Equal(set, Overlap.Without([], [set])[0]);
    }
}
