using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FakeNews.Ingest.Reading;
using FakeNews.Silo.Feed;

namespace FakeNews.Silo.Commands;

/// <summary>Where a terminal gets flagged articles from.</summary>
internal static class FlaggedSources
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>From the flagged topic itself.</summary>
    public static async IAsyncEnumerable<FeedEntry> OfKafka(TopicReaders readers, string topic, TopicPosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = readers.Of(topic);
        after ??= await reader.EndAsync(cancellationToken);
        await foreach (var record in Quietly(reader.FollowAsync(after, cancellationToken), cancellationToken))
        {
            if (FeedEntry.TryRead(record, out var entry))
            {
                yield return entry;
            }
        }
    }

    /// <summary>From a running FakeNews; comes back after a dropped connection and misses nothing.</summary>
    public static async IAsyncEnumerable<FeedEntry> OfHttp(Uri address, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var connected = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/api/v1/feed"));
            if (after is not null)
            {
                request.Headers.Add("Last-Event-ID", after);
            }

            HttpResponseMessage? answer = null;
            try
            {
                answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                answer.EnsureSuccessStatusCode();
                connected = true;
            }
            catch (HttpRequestException failure) when (!connected)
            {
                answer?.Dispose();
                throw new HttpRequestException($"There is no FakeNews at {address} ({TerminalText.Of(failure.Message)}) Start one with fakenews serve, or name one with --url.");
            }
            catch (HttpRequestException)
            {
                // It was there before; it will be back.
            }

            using (answer)
            {
                if (answer is { IsSuccessStatusCode: true })
                {
                    var events = SseParser.Create(await answer.Content.ReadAsStreamAsync(cancellationToken));
                    await foreach (var happening in Quietly(events.EnumerateAsync(cancellationToken), cancellationToken))
                    {
                        after = happening.EventId is { Length: > 0 } id ? id : after;
                        if (happening.EventType == "flagged" && Read(happening.Data) is { } entry)
                        {
                            yield return entry;
                        }
                    }
                }
            }

            await Task.Delay(_pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static FeedEntry? Read(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            var place = document.RootElement.GetProperty("position").GetString()!.Split(':');
            var record = new StoredRecord(
                int.Parse(place[0], CultureInfo.InvariantCulture),
                long.Parse(place[1], CultureInfo.InvariantCulture),
                default,
                null,
                JsonSerializer.SerializeToUtf8Bytes(document.RootElement.GetProperty("verdict")),
                []);
            return FeedEntry.TryRead(record, out var entry) ? entry : null;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Ends where the connection does, instead of failing.</summary>
    private static async IAsyncEnumerable<T> Quietly<T>(IAsyncEnumerable<T> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reading = stream.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await reading.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception dropped) when (dropped is IOException or HttpRequestException or OperationCanceledException)
            {
                yield break;
            }

            yield return reading.Current;
        }
    }
}
