using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Tests.Data;

public sealed class SplitKindTests
{
    [Fact]
    public void A_random_split_of_isot_has_the_studys_sizes()
    {
        var split = DataSplit.Of(Enumerable.Range(0, 44898).Select(i => Article(i, i < 23481 ? 0 : 1)), SplitKind.Random, 42);

        Assert.Equal((31428, 6735, 6735), (split.Training.Count, split.Validation.Count, split.HeldOut.Count));
        Assert.InRange(split.HeldOut.Count(article => article.Label == 0), 3522, 3523);
    }

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Source)]
    [InlineData(SplitKind.Date)]
    [InlineData(SplitKind.Title)]
    public void Every_article_is_in_one_part_and_the_order_of_rows_does_not_matter(SplitKind kind)
    {
        var articles = Enumerable.Range(0, 503).Select(i => Article(i, i % 3 == 0 ? 1 : 0, $"source {i % 29}", $"2017-{(i % 12) + 1:D2}-{(i % 27) + 1:D2}")).ToArray();
        var split = DataSplit.Of(articles, kind, 7);
        Array.Reverse(articles);
        var again = DataSplit.Of(articles, kind, 7);

        Assert.Equal(articles.Select(a => a.Id).Order(), split.Training.Concat(split.Validation).Concat(split.HeldOut).Select(a => a.Id).Order());
        Assert.Equal(split.HeldOut.Select(a => a.Id), again.HeldOut.Select(a => a.Id));
        Assert.InRange(split.Training.Count, 320, 385);
        Assert.InRange(split.HeldOut.Count, 50, 100);
    }

    [Fact]
    public void No_source_is_in_two_parts_and_articles_without_one_stand_alone()
    {
        var articles = Enumerable.Range(0, 400).Select(i => Article(i, i % 2, i < 200 ? (i % 2 == 0 ? $"Site {i % 20}" : $" site {(i - 1) % 20}") : "")).ToArray();
        var split = DataSplit.Of(articles, SplitKind.Source, 3);
        var parts = new[] { split.Training, split.Validation, split.HeldOut };

        Assert.All(
            parts.SelectMany((part, i) => part.Where(a => a.Source.Length > 0).Select(a => (Source: a.Source.Trim().ToUpperInvariant(), Part: i))).GroupBy(row => row.Source),
            source => Assert.Single(source.Select(row => row.Part).Distinct()));
        Assert.All(parts, part => Assert.Contains(part, article => article.Source.Length == 0));
    }

    [Fact]
    public void By_date_nothing_is_trained_on_that_is_later_than_what_is_judged()
    {
        var articles = Enumerable.Range(0, 300).Select(i => Article(i, i % 2, "", new DateOnly(2016, 1, 1).AddDays(i / 4).ToString("MMMM d, yyyy", System.Globalization.CultureInfo.InvariantCulture)))
            .Append(Article(999, 0, "", "https://no.date")).ToArray();
        var split = DataSplit.Of(articles, SplitKind.Date, 0);
        static IEnumerable<DateOnly> Days(IEnumerable<LabelledArticle> part) => part.Select(a => ArticleDate.Parse(a.Date)).OfType<DateOnly>();

        Assert.True(Days(split.Training).Max() < Days(split.Validation).Min());
        Assert.True(Days(split.Validation).Max() < Days(split.HeldOut).Min());
        Assert.Contains(split.Training, article => article.Id == "id-00999");
    }

    [Theory]
    [InlineData("December 31, 2017 ", "2017-12-31")]
    [InlineData("Feb 19, 2018", "2018-02-19")]
    [InlineData("19-Feb-18", "2018-02-19")]
    [InlineData("2017-03-04T23:30:00Z", "2017-03-04")]
    [InlineData("https://example.org/2017/01/02", null)]
    [InlineData("", null)]
    public void Dates_are_read_as_isot_and_json_write_them(string field, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), ArticleDate.Parse(field));

    private static LabelledArticle Article(int i, int label, string source = "", string date = "") => new($"id-{i:D5}", $"title {i}", $"text {i}", label, source, "", date);
}
