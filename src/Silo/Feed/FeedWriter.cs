using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace FakeNews.Silo.Feed;

/// <summary>Writes Server-Sent Events (the HTML standard's event stream).</summary>
/// <param name="output">The response's body.</param>
internal sealed class FeedWriter(PipeWriter output)
{
    /// <summary>Tells the client how long to wait before it connects again.</summary>
    public void Retry(TimeSpan pause) => Write(string.Create(CultureInfo.InvariantCulture, $"retry: {(long)pause.TotalMilliseconds}\n\n"));

    /// <summary>Writes one event; nothing reaches the client before a flush.</summary>
    public void Write(in FeedEvent happening)
    {
        if (happening.Kind == FeedEventKind.Idle)
        {
            Write(": \n\n");
            return;
        }

        var position = happening.Position.Written();
        Write("id: ");
        Write(position);
        Write(happening.Kind switch
        {
            FeedEventKind.Open => "\nevent: open\ndata: ",
            FeedEventKind.Reset => "\nevent: reset\ndata: ",
            FeedEventKind.Gap => "\nevent: gap\ndata: ",
            _ => "\nevent: flagged\ndata: ",
        });
        if (happening.Entry is { } entry)
        {
            output.Write(entry.Json.Span);
        }
        else
        {
            Write("{\"position\":\"");
            Write(position);
            Write("\"}");
        }

        Write("\n\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
