using System.Globalization;
using System.Text;
using FakeNews.Grains.Contracts;
using FakeNews.Silo.Feed;

namespace FakeNews.Silo.Commands;

/// <summary>Prints flagged articles, one a line.</summary>
/// <param name="output">Where to.</param>
/// <param name="colours">Whether it is a terminal that shows colours.</param>
internal sealed class FlaggedLines(TextWriter output, bool colours)
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Dim = "\u001b[2m";
    private const string Plain = "\u001b[0m";

    /// <summary>Prints one article.</summary>
    public void Write(FeedEntry entry, bool json)
    {
        output.WriteLine(json ? Encoding.UTF8.GetString(entry.Json.Span) : Line(entry.Verdict));
        output.Flush();
    }

    private string Line(Verdict verdict)
    {
        var score = verdict.FakeProbability is { } probability ? string.Create(CultureInfo.InvariantCulture, $"{probability * 100,5:0.0} %") : "not scored";
        var decision = verdict.Decision == Decision.Flag ? "FLAG  " : "REVIEW";
        var time = verdict.ClassifiedAt.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var title = TerminalText.Of(verdict.Title is { Length: > 0 } named ? named : "(no title)", 160);
        var source = TerminalText.Of(verdict.Source is { Length: > 0 } publisher ? publisher : "unknown source", 40);
        return colours
            ? $"{Dim}{time}{Plain} {(verdict.Decision == Decision.Flag ? Red : Yellow)}{decision} {score}{Plain}  {title} {Dim}({source}, {Model(verdict)}){Plain}"
            : $"{time} {decision} {score}  {title} ({source}, {Model(verdict)})";
    }

    private static string Model(Verdict verdict) => TerminalText.Of($"{verdict.Model.Name} {verdict.Model.Version}", 40);
}
