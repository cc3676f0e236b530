namespace FakeNews.Trainer.Reports.Documents;

/// <summary>A piece of a report. Its texts are plain: each rendering escapes them.</summary>
internal abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    public sealed record Heading(int Level, string Text) : ReportBlock;

    public sealed record Paragraph(string Text) : ReportBlock;

    public sealed record Code(string Text) : ReportBlock;

    /// <summary>The first column is text, the others are figures.</summary>
    public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

    /// <summary>A PNG; its name has no folder and no extension.</summary>
    public sealed record Picture(string Name, string Alternative, byte[] Png) : ReportBlock;

    /// <summary>Words with weights from -1 (speaks for real) to 1 (speaks for fake).</summary>
    public sealed record Words(IReadOnlyList<(string Word, double Weight)> Items) : ReportBlock;
}
