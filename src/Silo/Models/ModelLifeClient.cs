using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Models;

/// <summary>Speaks with a running FakeNews about its models.</summary>
internal sealed class ModelLifeClient : IDisposable
{
    private const string Base = "api/v1/models";
    private readonly HttpClient _http;

    public ModelLifeClient(Uri url, string? key)
    {
        // Preparing takes as long as it takes; Ctrl-C ends the waiting.
        _http = new HttpClient { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        if (key is { Length: > 0 })
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Reads something.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(Base + path, UriKind.Relative), cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Gives a command; on the generation that is there now, unless one is named.</summary>
    public async Task<T> PostAsync<T>(string path, ModelCommandBody body, long? generation, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Base}/{path}", UriKind.Relative)) { Content = JsonContent.Create(body, ModelsJson.Default.ModelCommandBody) };
        var seen = generation ?? (await GetAsync("", ModelsJson.Default.ClusterModels, cancellationToken)).State.Generation;
        request.Headers.TryAddWithoutValidation("If-Match", Generations.Tag(seen));
        using var answer = await _http.SendAsync(request, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Sends a package.</summary>
    public async Task<T> SendAsync<T>(string path, Stream package, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(package);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var answer = await _http.PostAsync(new Uri($"{Base}/{path}", UriKind.Relative), content, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return answer.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(text, type) ?? throw new InvalidDataException("The answer is empty.")
                : throw new InvalidDataException(Detail(text) ?? $"The answer is {(int)answer.StatusCode} {answer.ReasonPhrase}.");
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"What answers there is not FakeNews: {(int)answer.StatusCode} {TerminalText.Of(answer.ReasonPhrase)}.");
        }
    }

    private static string? Detail(string text)
    {
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
    }
}
