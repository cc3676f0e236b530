using System.Globalization;
using System.Text.Json;

namespace FakeNews.EndToEnd.Tests.Life;

/// <summary>Made-up articles whose words tell the classes apart: base data of one kind, labels of another.</summary>
internal static class MadeUpArticles
{
    private static readonly string[] Common = ["the", "town", "said", "on", "a", "day", "in", "many", "people", "road", "council", "market", "water", "bridge"];
    private static readonly string[][] BaseWords = [["shocking", "outrage", "exposed"], ["ministry", "reported", "spokesman"]];
    private static readonly string[][] NewWords = [["miracle", "cure", "secret"], ["committee", "measured", "published"]];

    /// <summary>Writes a data folder as <c>fakenews-trainer</c> reads it.</summary>
    public static void WriteBase(string folder, int count)
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, count).Select(i => (Id: $"row-{i:D3}", Title: $"{Sentence(random, i % 2, 6, BaseWords)} {i}", Text: Sentence(random, i % 2, 36, BaseWords), Label: i % 2)).ToList();
        ArticleSetFile.Write(folder, "isot", "isot_bodies", rows);
        ArticleSetFile.Write(folder, "isot", "isot_titles_full", rows.Select(static row => row with { Text = "" }));
    }

    /// <summary>Labels with their keys, as reviewers' records.</summary>
    public static IEnumerable<(string Key, string Value)> Labels(int count)
    {
        var random = new Random(6);
        return Enumerable.Range(0, count).Select(i => ($"new-{i}", JsonSerializer.Serialize(new
        {
            articleId = $"new-{i}",
            label = i % 2 == 0 ? "fake" : "real",
            reviewer = "anna",
            title = Sentence(random, i % 2, 6, NewWords),
            text = Sentence(random, i % 2, 36, NewWords) + " " + i.ToString(CultureInfo.InvariantCulture),
            at = "2026-01-01T00:00:00Z",
        })));
    }

    private static string Sentence(Random random, int label, int words, string[][] telling) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
        random.Next(10) >= 3 ? Common[random.Next(Common.Length)] : telling[random.Next(12) == 0 ? 1 - label : label][random.Next(3)]));
}
