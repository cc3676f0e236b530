using FakeNews.Trainer.Data;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Data;

public sealed class DataSplitTests
{
    [Fact]
    public void Every_article_is_in_exactly_one_part_whatever_the_set() => Prop.ForAll(Sets(), articles =>
    {
        var split = DataSplit.GroupedByTitle(articles, 42);
        return All(split).Select(a => a.Id).Order().SequenceEqual(articles.Select(a => a.Id).Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Articles_of_one_title_are_never_apart() => Prop.ForAll(Sets(), articles =>
    {
        var split = DataSplit.GroupedByTitle(articles, 42);
        var keys = new[] { split.Training, split.Validation, split.HeldOut }
            .SelectMany((part, i) => part.Where(a => TitleKey.Of(a.Title).Length > 0).Select(a => (Key: TitleKey.Of(a.Title), Part: i)));
        return keys.GroupBy(k => k.Key).All(group => group.Select(k => k.Part).Distinct().Count() == 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_rows_does_not_matter_but_the_seed_does()
    {
        var articles = Enumerable.Range(0, 400).Select(i => Article(i, $"title {i % 300}", i % 2)).ToArray();
        var once = DataSplit.GroupedByTitle(articles, 1);
        Array.Reverse(articles);

        Assert.Equal(once.HeldOut.Select(a => a.Id), DataSplit.GroupedByTitle(articles, 1).HeldOut.Select(a => a.Id));
        Assert.NotEqual(once.HeldOut.Select(a => a.Id), DataSplit.GroupedByTitle(articles, 2).HeldOut.Select(a => a.Id));
    }

    [Fact]
    public void The_shares_are_70_15_15_in_each_label()
    {
        var articles = Enumerable.Range(0, 2000).Select(i => Article(i, $"title {i}", i % 4 == 0 ? 1 : 0)).ToArray();
        var split = DataSplit.GroupedByTitle(articles, 42);

        Assert.Equal((1400, 300, 300), (split.Training.Count, split.Validation.Count, split.HeldOut.Count));
        Assert.Equal((350, 75, 75), (Real(split.Training), Real(split.Validation), Real(split.HeldOut)));
    }

    [Theory]
    [InlineData("BREAKING: Trump's  “Big” Day!", "breaking trump s big day")]
    [InlineData(" ... ", "")]
    [InlineData("Café 2017", "caf 2017")]
    public void A_title_key_keeps_letters_and_digits(string title, string key) => Assert.Equal(key, TitleKey.Of(title));

    private static int Real(IEnumerable<LabelledArticle> part) => part.Count(a => a.Label == 1);

    private static IEnumerable<LabelledArticle> All(DataSplit split) => split.Training.Concat(split.Validation).Concat(split.HeldOut);

    private static LabelledArticle Article(int i, string title, int label) => new($"id-{i:D5}", title, $"text {i}", label);

    private static Arbitrary<LabelledArticle[]> Sets() => Gen.Choose(0, 30).Two().ArrayOf()
        .Select(rows => rows.Select((row, i) => Article(i, row.Item1 < 5 ? "" : $"Title {row.Item1}", row.Item1 % 2)).ToArray())
        .ToArbitrary();
}
