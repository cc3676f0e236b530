using System.Net.ServerSentEvents;
using System.Text.Json;

namespace FakeNews.EndToEnd.Tests;

/// <summary>An ordinary client of the live feed: remembers the last event's id and resumes from it.</summary>
internal sealed class FeedClient(HttpClient http)
{
    private readonly List<string> _articles = [];

    /// <summary>Ids of the articles in the order of arrival.</summary>
    public IReadOnlyList<string> Articles => _articles;

    /// <summary>The last event's id.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>Reads until the condition holds, then drops the connection.</summary>
    public async Task ReadUntilAsync(Func<int, bool> enough, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feed");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (LastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", LastEventId);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var events = SseParser.Create(body);
        await foreach (var each in events.EnumerateAsync(cancellationToken))
        {
            LastEventId = events.LastEventId;
            if (each.EventType == "flagged")
            {
                using var data = JsonDocument.Parse(each.Data);
                _articles.Add(data.RootElement.GetProperty("verdict").GetProperty("articleId").GetString()!);
            }

            if (enough(_articles.Count))
            {
                return;
            }
        }
    }
}
