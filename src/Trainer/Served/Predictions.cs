using System.Globalization;

namespace FakeNews.Trainer.Served;

/// <summary>Every judged article as a row of CSV (RFC 4180), for figures that this program does not make. No titles: they are third parties' texts.</summary>
public static class Predictions
{
    /// <summary>Columns set, id, label (0 fake, 1 real), fake_probability (calibrated), decision, tokens (of the whole text), read (by the model).</summary>
    /// <param name="path">A file that is written anew.</param>
    /// <param name="sets">In their order.</param>
    public static void Write(string path, IEnumerable<ScoredSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine("set,id,label,fake_probability,decision,tokens,read");
        foreach (var set in sets)
        {
            foreach (var article in set.Articles)
            {
                file.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{Quoted(set.Name)},{Quoted(article.Id)},{article.Label},{article.FakeProbability},{article.Decision.ToString().ToLowerInvariant()},{article.Tokens},{article.Read}"));
            }
        }
    }

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
