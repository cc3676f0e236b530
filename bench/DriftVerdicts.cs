using System.Text.Json;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Ingest.Parsing;
using FakeNews.Ingest.Replay;

namespace FakeNews.Bench;

/// <summary>The model's verdicts on files of articles, kept in a file as far as it came, so that a long judging can be cut short and gone on with.</summary>
internal sealed class DriftVerdicts(string package, string cache)
{
    /// <summary>Judges articles of a file in a shuffled order (seed 42), as far as they are not in the cache.</summary>
    /// <param name="file">CSV or JSON lines, gz too.</param>
    /// <param name="count">How many.</param>
    /// <param name="judge">False: only those that are in the cache.</param>
    public async Task<IReadOnlyList<DriftSample>> OfAsync(string file, int count, bool judge = true)
    {
        var path = $"{cache}.{Path.GetFileName(file)}.jsonl";
        List<DriftSample> known = [];
        if (File.Exists(path))
        {
            known.AddRange(File.ReadLines(path).Take(count).Select(static line => JsonSerializer.Deserialize<DriftSample>(line)));
        }

        if (known.Count >= count || !judge)
        {
            return known;
        }

        var articles = Read(file);
        new Random(42).Shuffle(articles);
        var rest = articles.Skip(known.Count).Take(count - known.Count).ToArray();
        if (rest.Length == 0)
        {
            return known;
        }

        await using var model = await LocalJudge.OpenAsync(package);
        await using var lines = new StreamWriter(path, append: true) { AutoFlush = true };
        Console.WriteLine($"judging {rest.Length} articles of {Path.GetFileName(file)}");
        await foreach (var judgement in model.JudgeAsync(rest.Select(static article => new Submission(article, null, DateTimeOffset.UtcNow)).ToAsyncEnumerable()))
        {
            var sample = DriftSample.Of(judgement.Verdict!);
            known.Add(sample);
            await lines.WriteLineAsync(JsonSerializer.Serialize(sample));
        }

        return known;
    }

    private static Article[] Read(string file)
    {
        List<Article> all = [];
        foreach (var record in ReplayFile.Read(file))
        {
            if (ArticleParser.Parse(record.Value, default, () => $"row-{all.Count}") is { Article: { } article })
            {
                all.Add(article);
            }
        }

        return [.. all];
    }
}
