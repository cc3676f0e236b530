using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FakeNews.Grains.Tokenization;
using Microsoft.ML.Tokenizers;
using WordPieceTokenizer = FakeNews.Grains.Tokenization.WordPieceTokenizer;

namespace FakeNews.Grains.Tests.Tokenization;

/// <summary>
/// The table of docs/tokenization.md: what other libraries make of the golden texts, and how fast. Not part of a test run; start it by
/// <c>dotnet run -c Release --project tests/Grains.Tests -- -explicit only -class "*LibraryComparison" -showLiveOutput</c>.
/// </summary>
public sealed class LibraryComparison(ITestOutputHelper output)
{
    private const int Rounds = 9;
    private const int Longest = 60_000;

    private readonly (string Text, string Digest)[] _articles = ReadArticles();
    private readonly (string Text, int[] Ids)[] _cases = ReadCases();

    [Fact(Explicit = true)]
    public void Libraries_side_by_side()
    {
        var path = GoldenFiles.Require("golden/tokenizer/vocab.txt");
        var buffer = new ushort[Longest];
        output.WriteLine("| tokenizer | articles/s (processor time) | KB allocated an article | articles equal | cases equal |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: |");

        var own = WordPieceTokenizer.Load(path, SpelledSpecialTokens.Special);
        Measure("ours, as Hugging Face", text => [.. own.Encode(text).Select(id => (int)id)], text => own.Encode(text, buffer));

        var served = WordPieceTokenizer.Load(path);
        Measure("ours, as served", text => [.. served.Encode(text).Select(id => (int)id)], text => served.Encode(text, buffer));

        var bert = BertTokenizer.Create(path, new BertOptions { RemoveNonSpacingMarks = true });
        Measure("Microsoft.ML.Tokenizers BertTokenizer", text => [.. bert.EncodeToIds(text, true, true)], text => bert.EncodeToIds(text, true, true));

        var pieces = Microsoft.ML.Tokenizers.WordPieceTokenizer.Create(path, new WordPieceOptions { Normalizer = new JoinedWords(), PreTokenizer = new BetweenBlanks() });
        Measure(
            "Microsoft.ML.Tokenizers WordPieceTokenizer behind our words",
            text => [101, .. pieces.EncodeToIds(text, true, true), 102],
            text => pieces.EncodeToIds(text, true, true));

        var fast = new FastBertTokenizer.BertTokenizer();
        using (var vocabulary = new StreamReader(path))
        {
            fast.LoadVocabulary(vocabulary, convertInputToLowercase: true);
        }

        Measure("FastBertTokenizer", text => Ids(fast, text), text => fast.Encode(text, Longest));
        Measure("FastBertTokenizer behind our words", text => Ids(fast, JoinedWords.Join(text)), text => fast.Encode(JoinedWords.Join(text), Longest));
    }

    private static int[] Ids(FastBertTokenizer.BertTokenizer tokenizer, string text) =>
        Array.ConvertAll(tokenizer.Encode(text, Longest).InputIds.ToArray(), id => (int)id);

    private static (string Text, string Digest)[] ReadArticles()
    {
        var digests = GoldenFiles.Rows("golden/tokenizer/isot_bodies.csv.gz").ToDictionary(row => row[0], row => row[2]);
        return [.. GoldenFiles.Articles("isot/isot_bodies").Select(article => ($"{article.Title} {article.Text}", digests[article.Id]))];
    }

    private static (string Text, int[] Ids)[] ReadCases() =>
    [
        .. GoldenFiles.Cases().Where(golden => !golden.TryGetProperty("max_length", out _))
            .Select(golden => (golden.GetProperty("text").GetString()!, golden.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray())),
    ];

    private static string Digest(IEnumerable<int> ids) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', ids))))[..16];

    private void Measure(string name, Func<string, int[]> encode, Action<string> work)
    {
        var articles = _articles.Count(article => Digest(encode(article.Text)) == article.Digest);
        var cases = _cases.Count(golden => encode(golden.Text).SequenceEqual(golden.Ids));
        var texts = _articles.Where((_, index) => index % 4 == 0).Select(article => article.Text).ToArray();
        var (rate, allocated) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = Environment.CpuUsage.TotalTime;
            Array.ForEach(texts, work);
            rate = Math.Max(rate, texts.Length / (Environment.CpuUsage.TotalTime - start).TotalSeconds);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / 1024.0 / texts.Length;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {rate:N0} | {allocated:F1} | {articles:N0} of {_articles.Length:N0} | {cases:N0} of {_cases.Length:N0} |"));
    }
}
