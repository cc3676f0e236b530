using FakeNews.Trainer.Leaks;

namespace FakeNews.Trainer.Tests.Leaks;

public sealed class ArticleJoinTests
{
    [Fact]
    public void What_one_file_lacks_comes_from_the_other()
    {
        var joined = ArticleJoin.ById([new("a", "", "body", 1), new("b", "other", "", 0), new("a", "title", "ignored", 1, "site", "news", "May 1")]);
        Assert.Equal([new("a", "title", "body", 1, "site", "news", "May 1"), new("b", "other", "", 0)], joined);
    }

    [Fact]
    public void Labels_that_contradict_each_other_are_refused() =>
        Assert.Throws<InvalidDataException>(static () => ArticleJoin.ById([new("a", "x", "", 1), new("a", "x", "", 0)]));
}
