using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Tokenization;
using FakeNews.Tests.Support;
using Microsoft.ML.Tokenizers;
using WordPieceTokenizer = FakeNews.Grains.Tokenization.WordPieceTokenizer;

namespace FakeNews.Bench;

/// <summary>What other libraries make of Hugging Face's golden texts, and how fast: the table of docs/tokenization.md. Needs the shared folder.</summary>
internal static class LibrariesBench
{
    private const int Longest = 60_000;

    /// <summary>Prints the table.</summary>
    public static void Run(int rounds)
    {
        var path = Shared("golden/tokenizer/vocab.txt");
        var comparison = new Comparison(ReadArticles(), ReadCases(), rounds);
        var buffer = new ushort[Longest];
        Console.WriteLine("| tokenizer | articles/s (processor time) | KB allocated an article | articles equal | cases equal |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");

        var own = WordPieceTokenizer.Load(path, SpelledSpecialTokens.Special);
        comparison.Print("ours, as Hugging Face", text => [.. own.Encode(text).Select(id => (int)id)], text => own.Encode(text, buffer));

        var served = WordPieceTokenizer.Load(path);
        comparison.Print("ours, as served", text => [.. served.Encode(text).Select(id => (int)id)], text => served.Encode(text, buffer));

        var bert = BertTokenizer.Create(path, new BertOptions { RemoveNonSpacingMarks = true });
        comparison.Print("Microsoft.ML.Tokenizers BertTokenizer", text => [.. bert.EncodeToIds(text, true, true)], text => bert.EncodeToIds(text, true, true));

        var pieces = Microsoft.ML.Tokenizers.WordPieceTokenizer.Create(path, new WordPieceOptions { Normalizer = new JoinedWords(), PreTokenizer = new BetweenBlanks() });
        comparison.Print(
            "Microsoft.ML.Tokenizers WordPieceTokenizer behind our words",
            text => [101, .. pieces.EncodeToIds(text, true, true), 102],
            text => pieces.EncodeToIds(text, true, true));

        var fast = new FastBertTokenizer.BertTokenizer();
        using (var vocabulary = new StreamReader(path))
        {
            fast.LoadVocabulary(vocabulary, convertInputToLowercase: true);
        }

        comparison.Print("FastBertTokenizer", text => Ids(fast, text), text => fast.Encode(text, Longest));
        comparison.Print("FastBertTokenizer behind our words", text => Ids(fast, JoinedWords.Join(text)), text => fast.Encode(JoinedWords.Join(text), Longest));
    }

    private static int[] Ids(FastBertTokenizer.BertTokenizer tokenizer, string text) =>
        Array.ConvertAll(tokenizer.Encode(text, Longest).InputIds.ToArray(), id => (int)id);

    private static (string Text, string Digest)[] ReadArticles()
    {
        var digests = Lines("golden/tokenizer/isot_bodies.csv.gz").Skip(1).Select(line => line.Split(',')).ToDictionary(row => row[0], row => row[2], StringComparer.Ordinal);
        return [.. BenchArticles.ReadAll(Shared("data/isot/isot_bodies.csv.gz")).Select(article => ($"{article.Title} {article.Text}", digests[article.Id]))];
    }

    private static (string Text, int[] Ids)[] ReadCases() =>
    [
        .. Lines("golden/tokenizer/cases.jsonl.gz").Select(line => JsonDocument.Parse(line).RootElement)
            .Where(golden => !golden.TryGetProperty("max_length", out _))
            .Select(golden => (golden.GetProperty("text").GetString()!, golden.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray())),
    ];

    private static IEnumerable<string> Lines(string relative)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Shared(relative)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string Shared(string relative) =>
        SharedFolder.Find(relative) ?? throw new FileNotFoundException($"The comparison needs {relative} in the shared folder (FAKENEWS_SHARED).");

    private sealed class Comparison((string Text, string Digest)[] articles, (string Text, int[] Ids)[] cases, int rounds)
    {
        public void Print(string name, Func<string, int[]> encode, Action<string> work)
        {
            var sameArticles = articles.Count(article => Digest(encode(article.Text)) == article.Digest);
            var sameCases = cases.Count(golden => encode(golden.Text).SequenceEqual(golden.Ids));
            var texts = articles.Where((_, index) => index % 4 == 0).Select(article => article.Text).ToArray();
            var (rate, kilobytes) = ProcessorTime.Best(texts, rounds, work);
            Console.WriteLine($"| {name} | {rate:N0} | {kilobytes:F1} | {sameArticles:N0} of {articles.Length:N0} | {sameCases:N0} of {cases.Length:N0} |");
        }

        private static string Digest(IEnumerable<int> ids) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', ids))))[..16];
    }
}
