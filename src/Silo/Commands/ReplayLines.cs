using System.Globalization;
using FakeNews.Ingest.Replay;

namespace FakeNews.Silo.Commands;

/// <summary>Shows a replay's progress on one line of a terminal; elsewhere it says nothing before the summary.</summary>
/// <param name="output">The terminal.</param>
/// <param name="live">Whether it is one.</param>
internal sealed class ReplayLines(TextWriter output, bool live) : IProgress<ReplayProgress>
{
    public void Report(ReplayProgress value)
    {
        if (live)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Sent:N0} sent, {value.Rate:N1} a second{(value.Failed > 0 ? $", {value.Failed:N0} failed" : "")}   "));
        }
    }

    /// <summary>Leaves the line.</summary>
    public void Close()
    {
        if (live)
        {
            output.WriteLine();
        }
    }
}
