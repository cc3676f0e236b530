using System.IO.Compression;
using System.Text;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Replay;
using FakeNews.Tests.Support;

namespace FakeNews.Ingest.Tests.Replay;

public sealed class ReplayFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-replay-").FullName;

    [Fact]
    public void Csv_columns_are_found_by_name_in_any_order_and_quoted_cells_are_whole()
    {
        var path = Write("a.csv", "label,Text,TITLE,id\r\n0,\"line one\nline \"\"two\"\", with comma\",A title,7\r\n1,,Only a title,\r\n");
        var records = ReplayFile.Read(path).ToList();
        Assert.Equal(2, records.Count);
        var first = ArticleParser.Parse(records[0].Value, default, () => "none").Article!;
        Assert.Equal(("7", "A title", "line one\nline \"two\", with comma"), (first.Id, first.Title, first.Text));
        Assert.Equal("7", Encoding.UTF8.GetString(records[0].Key!));
        Assert.Equal("""{"title":"Only a title"}""", Encoding.UTF8.GetString(records[1].Value!));
        Assert.Null(records[1].Key);
    }

    [Fact]
    public void Json_lines_are_sent_as_they_are_broken_ones_too()
    {
        var path = Path.Combine(_folder, "a.jsonl.gz");
        byte[] broken = [(byte)'{', 0xFF, 0xFE];
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write("{\"url\":\"https://a.example/1\", \"title\":\"a\"}\r\n\n"u8);
            gzip.Write([.. broken, (byte)'\n']);
            gzip.Write(Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 300_000)}}"}"""));
        }

        var records = ReplayFile.Read(path).ToList();
        Assert.Equal(3, records.Count);
        Assert.Equal("""{"url":"https://a.example/1", "title":"a"}""", Encoding.UTF8.GetString(records[0].Value!));
        Assert.Equal("https://a.example/1", Encoding.UTF8.GetString(records[0].Key!));
        Assert.Equal(broken, records[1].Value);
        Assert.Null(records[1].Key);
        Assert.Equal(300_011, records[2].Value!.Length);
    }

    [Fact]
    public void What_can_not_be_read_is_refused_with_a_sentence()
    {
        Assert.Contains("must end in", Assert.Throws<InvalidDataException>(() => ReplayFile.Read("a.parquet")).Message, StringComparison.Ordinal);
        var path = Write("b.csv", "headline,body\na,b\n");
        Assert.Contains("neither a title nor a text column", Assert.Throws<InvalidDataException>(() => ReplayFile.Read(path).ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_corpus_is_read_whole()
    {
        var path = SharedFolder.Find("data/horne2017/horne2017.csv.gz");
        Assert.SkipWhen(path is null, "no shared data");
        var records = ReplayFile.Read(path!).ToList();
        Assert.Equal(251, records.Count);
        Assert.All(records, record => Assert.True(ArticleParser.Parse(record.Value, default, () => "x").Succeeded));
        Assert.Equal(251, records.Select(record => Encoding.UTF8.GetString(record.Key!)).Distinct().Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
