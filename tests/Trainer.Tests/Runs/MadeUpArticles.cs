using System.IO.Compression;
using System.Text;

namespace FakeNews.Trainer.Tests.Runs;

/// <summary>120 articles of chance words, in which one word is only in fake ones and one only in real ones.</summary>
internal static class MadeUpArticles
{
    private static readonly string[] Common = ["the", "town", "said", "on", "a", "day", "in", "many", "people", "road"];

    /// <summary>As <c>isot/</c> in a data folder.</summary>
    /// <returns>The data folder.</returns>
    public static string WriteIsot(string folder)
    {
        var rows = Rows(static _ => 30);
        Write(folder, "isot_bodies", rows.Select(row => $"{row.Id},{row.Title},{row.Text},,,{row.Label},"));
        Write(folder, "isot_titles_full", rows.Select(row => $"{row.Id},{row.Title},,,,{row.Label},"));
        return Path.Combine(folder, "data");
    }

    /// <summary>As Kaggle's True.csv and Fake.csv, of various lengths.</summary>
    public static (string Real, string Fake) WriteKaggle(string folder)
    {
        var rows = Rows(static random => random.Next(4, 60));
        string Write(string name, int label)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, "title,text,subject,date\r\n" + string.Concat(rows.Where(row => row.Label == label).Select(row => $"\"{row.Title}\",\"{row.Text}\",news,\"May {1 + (row.Id[^1] - '0')}, 2017 \"\r\n")));
            return path;
        }

        return (Write("True.csv", 1), Write("Fake.csv", 0));
    }

    private static List<(string Id, string Title, string Text, int Label)> Rows(Func<Random, int> words)
    {
        var random = new Random(3);
        string Sentence(int label, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ =>
            random.Next(4) == 0 ? (label == 0 ? "outrage" : "ministry") : Common[random.Next(Common.Length)]));
        return [.. Enumerable.Range(0, 120).Select(i => (Id: $"row-{i:D3}", Title: $"{Sentence(i % 2, 5)} {i}", Text: Sentence(i % 2, words(random)), Label: i % 2))];
    }

    private static void Write(string folder, string name, IEnumerable<string> rows)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, "data", "isot")).FullName;
        using var file = new GZipStream(File.Create(Path.Combine(target, name + ".csv.gz")), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes("id,title,text,subject,date,label,source\r\n" + string.Concat(rows.Select(row => row + "\r\n"))));
    }
}
