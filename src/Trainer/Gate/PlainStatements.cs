using System.Text.Json;
using FakeNews.Trainer.Data;

namespace FakeNews.Trainer.Gate;

/// <summary>Plain true statements, which are no news and should all pass.</summary>
public static class PlainStatements
{
    /// <summary>Reads JSON lines with a <c>text</c>; none where there is no such file.</summary>
    public static IReadOnlyList<LabelledArticle> Read(string path) => !File.Exists(path) ? [] :
        [.. File.ReadLines(path).Where(static line => line.Length > 0).Select(static (line, i) =>
        {
            using var statement = JsonDocument.Parse(line);
            return new LabelledArticle($"statement-{i}", "", statement.RootElement.GetProperty("text").GetString() ?? "", 1);
        })];
}
