using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace FakeNews.Chaos.Models;

/// <summary>The models' doors of one silo, as any owner's program uses them.</summary>
/// <param name="port">Port of its API.</param>
/// <param name="key">An owner's key.</param>
public sealed class ModelDoors(int port, string key)
{
    private const string Path = "api/v1/models";
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Sends a package.</summary>
    /// <returns>Its sha256.</returns>
    /// <exception cref="HttpRequestException">The silo is not there, or refuses.</exception>
    public async Task<string> ImportAsync(string folder, CancellationToken cancellation)
    {
        using var zip = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(folder, zip, cancellation);
        using var content = new ByteArrayContent(zip.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        var stored = await SendAsync(HttpMethod.Post, "/packages", content, null, cancellation);
        return stored.GetProperty("model").GetProperty("sha256").GetString()!;
    }

    /// <summary>Gives a command on a model.</summary>
    /// <param name="verb"><c>prepare</c>, <c>activate</c> and so on.</param>
    /// <param name="sha256">The model; null where the command needs none.</param>
    /// <param name="generation">The generation of the registry that it is decided on; on another one nothing happens.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="percent">The share, where the command needs one.</param>
    /// <param name="reason">For the history.</param>
    /// <returns>The generation afterwards.</returns>
    /// <exception cref="HttpRequestException">The silo is not there, or refuses.</exception>
    public async Task<long> CommandAsync(string verb, string? sha256, long generation, CancellationToken cancellation, double? percent = null, string reason = "chaos")
    {
        using var content = JsonContent.Create(new { model = sha256, percent, reason });
        var answer = await SendAsync(HttpMethod.Post, "/" + verb, content, generation, cancellation);
        return answer.GetProperty("state").GetProperty("generation").GetInt64();
    }

    /// <summary>Reads the registry.</summary>
    /// <returns>Its generation, and the versions that the silos judge by; null for a silo that did not answer.</returns>
    /// <exception cref="HttpRequestException">The silo is not there.</exception>
    public async Task<(long Generation, IReadOnlyList<string?> Active)> StatusAsync(CancellationToken cancellation)
    {
        var status = await SendAsync(HttpMethod.Get, string.Empty, null, null, cancellation);
        var silos = status.GetProperty("silos").EnumerateArray().Select(silo => silo.TryGetProperty("active", out var active) ? active.GetProperty("sha256").GetString() : null);
        var absent = status.GetProperty("absent").EnumerateArray().Select(_ => (string?)null);
        return (status.GetProperty("state").GetProperty("generation").GetInt64(), [.. silos, .. absent]);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content, long? generation, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{port}/{Path}{path}")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (generation is { } seen)
        {
            request.Headers.TryAddWithoutValidation("If-Match", FormattableString.Invariant($"\"{seen}\""));
        }

        try
        {
            using var answer = await Http.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new HttpRequestException($"{path} is answered {(int)answer.StatusCode}: {text}", null, answer.StatusCode);
            }

            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when ((exception is IOException or JsonException or OperationCanceledException) && !cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"{path} was not answered: {exception.Message}", exception);
        }
    }

    /// <summary>True where the refusal is the registry's own word, so that the command has had no effect and never will.</summary>
    public static bool IsRefusal(HttpRequestException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnprocessableEntity;
    }
}
