using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Replay;
using FakeNews.Tests.Support;

namespace FakeNews.Bench;

/// <summary>What the benchmarks read: real articles where the shared folder is there, else the project's own samples.</summary>
internal static class BenchArticles
{
    /// <summary>The file used where none is named.</summary>
    public static string DefaultFile =>
        SharedFolder.Find("data/isot/isot_bodies.csv.gz") ?? Path.Combine(SharedFolder.Repository, "samples", "articles.jsonl");

    /// <summary>The vocabulary that gives the study's lengths where the shared folder is there, else the bundled model's.</summary>
    public static string DefaultVocabulary =>
        SharedFolder.Find("golden/tokenizer/vocab.txt") ?? Path.Combine(SharedFolder.Repository, "models", "demo", "vocab.txt");

    /// <summary>Reads articles spread evenly over a file; a shorter file is gone through again.</summary>
    /// <param name="file">CSV or JSON lines, gz too.</param>
    /// <param name="count">How many.</param>
    public static BenchArticle[] Read(string file, int count)
    {
        var all = ReadAll(file);
        return all.Count == 0
            ? throw new InvalidDataException($"{file} has no article.")
            : [.. Enumerable.Range(0, count).Select(i => all[(int)((long)i * Math.Max(all.Count, count) / count) % all.Count])];
    }

    /// <summary>Reads every article of a file.</summary>
    public static List<BenchArticle> ReadAll(string file)
    {
        List<BenchArticle> all = [];
        foreach (var record in ReplayFile.Read(file))
        {
            if (ArticleParser.Parse(record.Value, default, () => $"row-{all.Count}") is { Article: { } article })
            {
                all.Add(new(article.Id, article.Title, article.Text));
            }
        }

        return all;
    }
}
