using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Models;

/// <summary>Speaks with a running FakeNews about its models.</summary>
/// <param name="http">Connected, with the key.</param>
internal sealed class ModelLifeClient(HttpClient http)
{
    private const string Base = "api/v1/models";

    /// <summary>Reads something.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(Base + path, UriKind.Relative), cancellationToken);
        return await RunningSilo.ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Gives a command; on the generation that is there now, unless one is named.</summary>
    public async Task<T> PostAsync<T>(string path, ModelCommandBody body, long? generation, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Base}/{path}", UriKind.Relative)) { Content = JsonContent.Create(body, ModelsJson.Default.ModelCommandBody) };
        var seen = generation ?? (await GetAsync("", ModelsJson.Default.ClusterModels, cancellationToken)).State.Generation;
        request.Headers.TryAddWithoutValidation("If-Match", Generations.Tag(seen));
        using var answer = await http.SendAsync(request, cancellationToken);
        return await RunningSilo.ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Sends a package.</summary>
    public async Task<T> SendAsync<T>(string path, Stream package, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(package);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var answer = await http.PostAsync(new Uri($"{Base}/{path}", UriKind.Relative), content, cancellationToken);
        return await RunningSilo.ReadAsync(answer, type, cancellationToken);
    }
}
