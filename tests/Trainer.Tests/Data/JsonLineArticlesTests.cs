using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Tests.Data;

public sealed class JsonLineArticlesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Our_articles_and_records_of_the_labels_topic_are_read()
    {
        var (articles, bad) = Read("""
            {"id":"a","title":"T","text":" B ","label":0,"source":"S","subject":"N","date":"2017-01-02"}

            {"articleId":"b","label":"real","reviewer":"r","title":"T2","at":"2026-01-01T10:00:00Z"}
            """);

        Assert.Empty(bad);
        Assert.Equal([new LabelledArticle("a", "T", "B", 0, "S", "N", "2017-01-02"), new LabelledArticle("b", "T2", "", 1, Date: "2026-01-01T10:00:00Z")], articles);
    }

    [Fact]
    public void Bad_lines_are_named_and_the_others_are_read()
    {
        var (articles, bad) = Read("{\"title\":\"A\",\"label\":1}\nnonsense\n[1]\n{\"title\":\"A\",\"label\":2}\n{\"title\":7.5,\"label\":\"fake\"}\n{\"title\":{},\"label\":0}\n");

        Assert.Equal(["A", "7.5"], articles.Select(article => article.Title));
        Assert.Equal([2, 3, 4, 6], bad.Select(row => row.Line));
        Assert.Equal("the line is no JSON", bad[0].Reason);
    }

    [Fact]
    public void Stopping_at_a_bad_row_says_where_and_how_to_go_on()
    {
        var path = Path.Combine(_folder, "a.jsonl");
        File.WriteAllText(path, "{\"title\":\"A\",\"label\":1}\nnonsense\n");
        var said = new List<string>();

        var stopped = Assert.Throws<InvalidDataException>(() => ArticleFile.Read(path, new BadRows(stop: true, said.Add).Report).ToList());
        Assert.Contains("a.jsonl(2)", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("--on-bad-row skip", stopped.Message, StringComparison.Ordinal);

        var skipping = new BadRows(stop: false, said.Add);
        Assert.Single(ArticleFile.Read(path, skipping.Report));
        Assert.Equal(1, skipping.Count);
        Assert.Single(said);
    }

    [Fact]
    public void Reading_streams_and_ends_where_the_reader_ends()
    {
        var path = Path.Combine(_folder, "a.jsonl");
        File.WriteAllText(path, "{\"title\":\"A\",\"label\":1}\nnonsense\n");

        Assert.Equal("A", ArticleFile.Read(path, new BadRows(stop: true, _ => { }).Report).First().Title);
    }

    private (List<LabelledArticle> Articles, List<BadRow> Bad) Read(string content)
    {
        var path = Path.Combine(_folder, "a.jsonl");
        File.WriteAllText(path, content);
        var bad = new List<BadRow>();
        return ([.. ArticleFile.Read(path, bad.Add)], bad);
    }
}
