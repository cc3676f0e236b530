using System.Text;

namespace FakeNews.Trainer.Reports.Documents;

/// <summary>The same report for a terminal or a repository; pictures are files beside it.</summary>
internal static class MarkdownRendering
{
    private const string Marks = "\\`*_{}[]<>()#+!|~&$";
    private const double Strong = 0.25;

    public static string Render(IEnumerable<ReportBlock> blocks) => string.Join("\n\n", blocks.Select(Block)) + "\n";

    private static string Block(ReportBlock block) => block switch
    {
        ReportBlock.Heading heading => $"{new string('#', heading.Level)} {Escape(heading.Text)}",
        ReportBlock.Paragraph paragraph => Escape(paragraph.Text),
        ReportBlock.Code code => "    " + code.Text.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal),
        ReportBlock.Table table => Table(table),
        ReportBlock.Picture picture => $"![{Escape(picture.Alternative)}]({picture.Name}.png)",
        ReportBlock.Words words => string.Join(' ', words.Items.Select(item => Math.Abs(item.Weight) < Strong ? Escape(item.Word) : $"**{Escape(item.Word)}**")),
        _ => throw new ArgumentException($"A {block.GetType()} has no Markdown.", nameof(block)),
    };

    private static string Table(ReportBlock.Table table)
    {
        static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";
        var alignment = $"| --- |{string.Concat(table.Columns.Skip(1).Select(_ => " ---: |"))}";
        return string.Join('\n', table.Rows.Select(Row).Prepend(alignment).Prepend(Row(table.Columns)));
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in string.Concat(text.Split('\n').Select(line => PlainText.Of(line) + " ")).TrimEnd())
        {
            (Marks.Contains(character, StringComparison.Ordinal) ? escaped.Append('\\') : escaped).Append(character);
        }

        return escaped.ToString();
    }
}
