using System.Globalization;
using System.Net;
using System.Text;

namespace FakeNews.Trainer.Reports.Documents;

/// <summary>One self-contained page: no script, no request to anywhere, pictures inside, every text escaped.</summary>
internal static class HtmlRendering
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;display:block;overflow-x:auto}th,td{padding:.25rem .6rem;border-bottom:1px solid #8886;text-align:right}
        th:first-child,td:first-child{text-align:left}pre{overflow-x:auto;padding:.6rem;background:#8882}img{max-width:100%;background:#fff}
        .words span{border-radius:.2rem;padding:0 .1rem}
        """;

    public static string Render(string title, IEnumerable<ReportBlock> blocks)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Escape(title)}</title><style>{Style}</style></head><body>\n");
        foreach (var block in blocks)
        {
            html.Append(Block(block)).Append('\n');
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Block(ReportBlock block) => block switch
    {
        ReportBlock.Heading heading => $"<h{heading.Level}>{Escape(heading.Text)}</h{heading.Level}>",
        ReportBlock.Paragraph paragraph => $"<p>{WebUtility.HtmlEncode(paragraph.Text)}</p>",
        ReportBlock.Code code => $"<pre>{WebUtility.HtmlEncode(code.Text.TrimEnd())}</pre>",
        ReportBlock.Table table => Table(table),
        ReportBlock.Picture picture => $"<p><img alt=\"{Escape(picture.Alternative)}\" src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png)}\"></p>",
        ReportBlock.Words words => $"<p class=\"words\">{string.Join(' ', words.Items.Select(Word))}</p>",
        _ => throw new ArgumentException($"A {block.GetType()} has no HTML.", nameof(block)),
    };

    private static string Table(ReportBlock.Table table)
    {
        string Row(string cell, IEnumerable<string> cells) => $"<tr>{string.Concat(cells.Select(text => $"<{cell}>{Escape(text)}</{cell}>"))}</tr>";
        return $"<table><thead>{Row("th", table.Columns)}</thead><tbody>{string.Concat(table.Rows.Select(row => Row("td", row)))}</tbody></table>";
    }

    private static string Word((string Word, double Weight) item)
    {
        var strength = Math.Clamp(Math.Abs(item.Weight), 0, 1) * 0.7;
        var colour = item.Weight > 0 ? "200,60,40" : "40,110,200";
        return string.Create(CultureInfo.InvariantCulture, $"<span style=\"background:rgba({colour},{strength:F2})\" title=\"{item.Weight:+0.000;-0.000}\">{Escape(item.Word)}</span>");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(PlainText.Of(text));
}
