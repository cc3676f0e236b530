using System.IO.Compression;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Tests.Data;

public sealed class ArticleFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Quoted_fields_hold_commas_line_feeds_and_quotes()
    {
        var (articles, bad) = Read("a.csv", "id,title,text,label\r\n1,\"A, b\",\"One\nTwo \"\"three\"\"\r\nfour\",0\r\n2,Plain,Text,real\r\n");

        Assert.Empty(bad);
        Assert.Equal([new LabelledArticle("1", "A, b", "One\nTwo \"three\"\r\nfour", 0), new LabelledArticle("2", "Plain", "Text", 1)], articles);
    }

    [Fact]
    public void A_bad_row_is_reported_with_its_line_and_the_others_are_read()
    {
        var (articles, bad) = Read("a.csv", "title,text,label\nOne,\"two\nlines\",1\nMissing,0\nT,x,maybe\n,,1\n\nT,\"x\"y,0\nGood,x,0\nOpen,\"never ends,1\n");

        Assert.Equal(["One", "Good"], articles.Select(a => a.Title));
        Assert.Equal([4, 5, 6, 8, 10], bad.Select(b => b.Line));
        Assert.Contains("2 fields, the header has 3", bad[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("(10): the quoted field", bad[4].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("True.csv", 1)]
    [InlineData("fake.csv.gz", 0)]
    public void Kaggles_files_take_the_label_from_their_name(string name, int label)
    {
        var (articles, _) = Read(name, "title,text,subject,date\nT,x,News,\"May 1, 2017 \"\n");

        Assert.Equal(label, Assert.Single(articles).Label);
        Assert.Equal("May 1, 2017", articles[0].Date);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "neither a title nor a text column")]
    [InlineData("title,text\n1,2\n", "no label column")]
    [InlineData("", "is empty")]
    public void A_file_of_another_shape_is_refused(string content, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read("a.csv", content)).Message, StringComparison.Ordinal);

    private (List<LabelledArticle> Articles, List<BadRow> Bad) Read(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        using (Stream file = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(content));
        }

        var bad = new List<BadRow>();
        return ([.. ArticleFile.Read(path, bad.Add)], bad);
    }
}
