using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FakeNews.Grains.Contracts;

namespace FakeNews.EndToEnd.Tests.Story;

/// <summary>What the people of the story do over HTTP, apart from the commands on models.</summary>
internal sealed class Desk(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Reads something that is open to anybody.</summary>
    /// <param name="path">Below the address.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<JsonElement> ReadAsync(string path, CancellationToken cancellation) => _http.GetFromJsonAsync<JsonElement>("api/v1/" + path, cancellation);

    /// <summary>Labels an article; where the answer is that the broker is not reached in time, once more, as a person would: a label counts once, however often it comes.</summary>
    /// <param name="key">Whose key.</param>
    /// <param name="article">Where it lies.</param>
    /// <param name="isFake">The label.</param>
    /// <param name="flagged">Where its verdict lies in the feed; null where it was not flagged.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer's status.</returns>
    public async Task<HttpStatusCode> LabelAsync(ApiKey key, InputPosition article, bool isFake, string? flagged, CancellationToken cancellation)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, FormattableString.Invariant($"api/v1/articles/{article.Partition}/{article.Offset}/labels"))
            {
                Content = JsonContent.Create(new { label = isFake ? "fake" : "real", flagged }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Text);
            using var answer = await _http.SendAsync(request, cancellation);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return answer.StatusCode;
            }
        }
    }

    /// <summary>Reads again and again until something is there; what is not answered in time is asked again.</summary>
    /// <param name="path">Below the address.</param>
    /// <param name="found">What is looked for; null while it is not there.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, JsonElement?> found, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            try
            {
                if (found(await ReadAsync(path, cancellation)) is { } there)
                {
                    return there.Clone();
                }
            }
            catch (HttpRequestException late) when (late.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                // A busy machine.
            }

            await beat.WaitForNextTickAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
