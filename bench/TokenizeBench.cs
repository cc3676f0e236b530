using System.Diagnostics;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;

namespace FakeNews.Bench;

/// <summary>Text preparation and tokenizing on one core.</summary>
internal static class TokenizeBench
{
    /// <summary>Prints articles a second and bytes allocated for an article, for the tokenizer alone and with preparation and masks before it.</summary>
    public static void Run(string vocabulary, TextRecipe recipe, IReadOnlyList<BenchArticle> articles, int rounds)
    {
        var tokenizer = WordPieceTokenizer.Load(vocabulary);
        var plain = new TextPreparer(new TextRecipe(recipe.Separator, []));
        var masked = new TextPreparer(recipe);
        var texts = articles.Select(article => plain.Prepare(article.Title, article.Text)).ToArray();
        var ids = new ushort[512];

        // One article needs as many ids as the longest text has, or the tail would only be counted.
        var whole = new ushort[texts.Max(text => text.Length) + 2];
        Console.WriteLine($"mean {texts.Average(text => tokenizer.Encode(text, whole).Total):F0} ids an article, {articles.Count} articles, {rounds} rounds, one thread");
        Measure("tokenize, whole article", articles.Count, rounds, i => tokenizer.Encode(texts[i], whole));
        Measure("tokenize, 512 ids at most", articles.Count, rounds, i => tokenizer.Encode(texts[i], ids));
        Measure("prepare with masks, tokenize", articles.Count, rounds, i => tokenizer.Encode(masked.Prepare(articles[i].Title, articles[i].Text), ids));
    }

    private static void Measure(string what, int count, int rounds, Action<int> one)
    {
        for (var i = 0; i < count; i++)
        {
            one(i);
        }

        var rates = new List<double>();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                one(i);
            }

            rates.Add(count / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / ((long)rounds * count);
        rates.Sort();
        Console.WriteLine($"{what,-32} {rates[rates.Count / 2],10:N0} articles/s (median; {rates[0]:N0} to {rates[^1]:N0})   {allocated,8:N0} bytes allocated an article");
    }
}
