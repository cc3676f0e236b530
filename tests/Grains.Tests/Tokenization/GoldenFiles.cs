using System.IO.Compression;
using System.Text.Json;
using FakeNews.Grains.Tokenization;
using FakeNews.Tests.Support;

namespace FakeNews.Grains.Tests.Tokenization;

/// <summary>What Hugging Face's tokenizer made of texts: read from the shared folder, else the test is skipped.</summary>
internal static class GoldenFiles
{
    private static readonly Lazy<Vocabulary> BertVocabulary = new(() => Vocabulary.Load(Require("golden/tokenizer/vocab.txt")));

    public static Vocabulary Vocabulary => BertVocabulary.Value;

    public static IEnumerable<JsonElement> Cases() =>
        Lines("golden/tokenizer/cases.jsonl.gz").Select(line => JsonDocument.Parse(line).RootElement);

    public static IEnumerable<string[]> Rows(string relative) => Lines(relative).Skip(1).Select(line => line.Split(','));

    public static IEnumerable<(string Id, string Title, string Text, bool Real)> Articles(string set)
    {
        using var reader = Open($"data/{set}.csv.gz");
        foreach (var row in CsvRows.Read(reader).Skip(1))
        {
            yield return (row[0], row[1], row[2], row[5] == "1");
        }
    }

    public static string Require(string relative)
    {
        var path = SharedFolder.Find(relative);
        Assert.SkipUnless(path is not null, $"The shared folder with {relative} is not there.");
        return path;
    }

    private static IEnumerable<string> Lines(string relative)
    {
        using var reader = Open(relative);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static StreamReader Open(string relative) =>
        new(new GZipStream(File.OpenRead(Require(relative)), CompressionMode.Decompress));
}
