using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using FakeNews.Silo.Tests.Support;

namespace FakeNews.Silo.Tests.Http;

public sealed class FeedOverHttpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_client_that_is_cut_and_resumes_by_Last_Event_ID_has_every_article_once(int partitions)
    {
        await using var stand = await Stand.StartAsync(partitions, settings: ("Feed:Remembered", "6"));
        var random = new Random(7);
        List<string> got = [];
        string? last = "0:-1";
        for (var sent = 0; sent < 40;)
        {
            for (var more = random.Next(1, 8); more > 0; more--, sent++)
            {
                stand.Log.Add(random.Next(partitions));
            }

            // Cut after some of what is there, not always all of it.
            var take = random.Next(1, sent - got.Count + 1);
            await foreach (var happening in EventsAsync(stand, last))
            {
                last = happening.EventId;
                if (happening.EventType == "flagged")
                {
                    got.Add(PositionOf(happening));
                    if (--take == 0)
                    {
                        break;
                    }
                }
            }
        }

        var all = Enumerable.Range(0, partitions).SelectMany(partition => stand.Log.Offsets(partition).Select(offset => $"{partition}:{offset}")).ToHashSet();
        await foreach (var happening in EventsAsync(stand, last))
        {
            if (got.Count == all.Count)
            {
                break;
            }

            if (happening.EventType == "flagged")
            {
                got.Add(PositionOf(happening));
                if (got.Count == all.Count)
                {
                    break;
                }
            }
        }

        Assert.Equal(all.Count, got.Count);
        Assert.True(all.SetEquals(got));
    }

    [Fact]
    public async Task With_one_partition_an_id_is_partition_and_offset()
    {
        await using var stand = await Stand.StartAsync();
        stand.Log.Add(0);
        stand.Log.Add(0);

        var events = await TakeAsync(stand, "0:-1", 3);

        Assert.Equal(["0:-1", "0:0", "0:1"], events.Select(static happening => happening.EventId));
        Assert.Equal(["open", "flagged", "flagged"], events.Select(static happening => happening.EventType));
    }

    [Fact]
    public async Task The_header_goes_before_the_query_because_only_the_header_is_renewed()
    {
        await using var stand = await Stand.StartAsync();
        for (var number = 0; number < 5; number++)
        {
            stand.Log.Add(0);
        }

        var events = await TakeAsync(stand, "0:2", 2, "/api/v1/feed?after=0:0");

        Assert.Equal("0:3", events[1].EventId);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0:1,")]
    [InlineData("0;1")]
    public async Task A_position_that_is_none_is_refused(string id)
    {
        await using var stand = await Stand.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feed");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", id);

        using var answer = await stand.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await Problem.AssertAsync(answer, "bad-position");
    }

    [Fact]
    public async Task One_client_more_than_allowed_is_asked_to_come_later_and_a_place_is_free_again()
    {
        await using var stand = await Stand.StartAsync(settings: ("Feed:MaximumClients", "1"));
        using (await stand.Http.GetAsync("/api/v1/feed", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            using var second = await stand.Http.GetAsync("/api/v1/feed", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
            await Problem.AssertAsync(second, "too-many-clients");
            Assert.NotNull(second.Headers.RetryAfter);
        }

        // The server notices the closed connection in its own time; an article makes it write.
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        HttpStatusCode status;
        do
        {
            stand.Log.Add(0);
            using var third = await stand.Http.GetAsync("/api/v1/feed", HttpCompletionOption.ResponseHeadersRead, bound.Token);
            status = third.StatusCode;
        }
        while (status != HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_quiet_feed_is_kept_open_by_comments_and_says_when_to_come_back()
    {
        await using var stand = await Stand.StartAsync(settings: [("Feed:Heartbeat", "00:00:01"), ("Feed:Retry", "00:00:03")]);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = await stand.Http.GetAsync("/api/v1/feed", HttpCompletionOption.ResponseHeadersRead, bound.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(bound.Token));

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("retry: 3000", await reader.ReadLineAsync(bound.Token));
        string? line;
        do
        {
            line = await reader.ReadLineAsync(bound.Token);
        }
        while (line is not null && !line.StartsWith(':'));

        Assert.NotNull(line);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_clients_of_the_feed()
    {
        var stand = await Stand.StartAsync();
        using var answer = await stand.Http.GetAsync("/api/v1/feed", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        await stand.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Pages_go_back_to_the_first_article_and_the_newest_says_where_the_feed_goes_on()
    {
        await using var stand = await Stand.StartAsync(partitions: 3);
        for (var number = 0; number < 25; number++)
        {
            stand.Log.Add(number % 3, $"article {number}");
        }

        // The newest page comes from memory, so the tail has to have come this far.
        await TakeAsync(stand, "0:-1", 26);
        List<string> titles = [];
        string? position = null;
        for (string? next = "", first = null; next is not null; first = next)
        {
            using var page = JsonDocument.Parse(await stand.Http.GetStringAsync($"/api/v1/flagged?limit=10&before={Uri.EscapeDataString(next)}", TestContext.Current.CancellationToken));
            titles.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("verdict").GetProperty("title").GetString()!));
            position ??= page.RootElement.TryGetProperty("position", out var seen) ? seen.GetString() : null;
            next = page.RootElement.TryGetProperty("next", out var below) ? below.GetString() : null;
            Assert.NotEqual(first, next ?? "the end");
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(static number => $"article {number}"), titles);
        stand.Log.Add(1, "the next one");
        var events = await TakeAsync(stand, position!, 2);
        Assert.Contains("the next one", events[1].Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0", "bad-limit")]
    [InlineData("limit=201", "bad-limit")]
    [InlineData("before=x", "bad-position")]
    public async Task A_page_that_can_not_be_asked_for_is_refused(string query, string reason)
    {
        await using var stand = await Stand.StartAsync();

        using var answer = await stand.Http.GetAsync("/api/v1/flagged?" + query, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await Problem.AssertAsync(answer, reason);
    }

    private static string PositionOf(SseItem<string> happening)
    {
        using var data = JsonDocument.Parse(happening.Data);
        return data.RootElement.GetProperty("position").GetString()!;
    }

    private static async Task<List<SseItem<string>>> TakeAsync(Stand stand, string last, int count, string path = "/api/v1/feed")
    {
        List<SseItem<string>> taken = [];
        await foreach (var happening in EventsAsync(stand, last, path))
        {
            taken.Add(happening);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(Stand stand, string? last, string path = "/api/v1/feed")
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        using var answer = await stand.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, bound.Token);
        answer.EnsureSuccessStatusCode();
        await foreach (var happening in SseParser.Create(await answer.Content.ReadAsStreamAsync(bound.Token)).EnumerateAsync(bound.Token))
        {
            yield return happening;
        }
    }
}
