using System.Diagnostics;
using FakeNews.Grains.Models;
using FakeNews.Grains.Text;
using FakeNews.Grains.Tokenization;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Runs;

namespace FakeNews.Bench;

/// <summary>Preparing, tokenizing and caching a set as training does, on all cores.</summary>
internal static class TokenCacheBench
{
    /// <summary>Prints seconds with and without masks, and of reading the cache.</summary>
    public static void Run(string vocabulary, TextRecipe recipe, IReadOnlyList<BenchArticle> articles)
    {
        LabelledArticle[] labelled = [.. articles.Select((article, i) => new LabelledArticle($"{i}", article.Title ?? "", article.Text ?? "", i % 2))];
        var tokenizer = WordPieceTokenizer.Load(vocabulary);
        var folder = Directory.CreateTempSubdirectory("fakenews-bench-").FullName;
        try
        {
            foreach (var (name, masks) in new[] { ("the study's recipe, no masks", new TextRecipe(" ", [])), ("the model's recipe", recipe) })
            {
                var encoder = new ArticleEncoder(new TextPreparer(masks), tokenizer);
                var cache = new TokenCache(Path.Combine(folder, "tokens.bin"), name);
                var tokenized = Time(() => cache.Get(() => encoder.Encode(labelled)));
                var read = Time(() => cache.Get(() => throw new InvalidOperationException("The cache was not read.")));
                Console.WriteLine($"{name}: {labelled.Length} articles tokenized and cached in {tokenized.TotalSeconds:F1} s, read from the cache in {read.TotalSeconds:F1} s ({new FileInfo(Path.Combine(folder, "tokens.bin")).Length / 1e6:F0} MB)");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started);
    }
}
