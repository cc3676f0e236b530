using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Grains.Models;

namespace FakeNews.Trainer.Service;

/// <summary>Speaks with a silo over HTTP.</summary>
public sealed class SiloClient : ISilo, IDisposable
{
    private const string Models = "api/v1/models";
    private readonly HttpClient _http;

    /// <summary>Connects when it is first asked.</summary>
    /// <param name="address">The silo's.</param>
    /// <param name="key">An API key of the role <c>trainer</c>; null for one that is open to this machine.</param>
    public SiloClient(Uri address, string? key)
    {
        // Preparing takes as long as it takes.
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };
        if (key is { Length: > 0 })
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <inheritdoc/>
    public async Task<SiloState> StateAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(Models, UriKind.Relative), cancellationToken);
        using var document = await ReadAsync(answer, cancellationToken);
        var state = document.RootElement.GetProperty("state");
        return new(
            state.GetProperty("generation").GetInt64(),
            Model(state, "active"),
            state.TryGetProperty("candidate", out var candidate) && candidate.ValueKind == JsonValueKind.Object ? Model(candidate, "model") : null);
    }

    /// <inheritdoc/>
    public async Task<DriftReport> DriftAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri($"{Models}/drift", UriKind.Relative), cancellationToken);
        using var document = await ReadAsync(answer, cancellationToken);
        return document.Deserialize(ServiceJson.Default.DriftReport)!;
    }

    /// <inheritdoc/>
    public async Task<ModelPackage> FetchAsync(string sha256, string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            var archive = folder + ".zip";
            using (var answer = await _http.GetAsync(new Uri($"{Models}/packages/{sha256}/archive", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken))
            {
                if (!answer.IsSuccessStatusCode)
                {
                    (await ReadAsync(answer, cancellationToken)).Dispose();
                }

                await using var file = File.Create(archive);
                await answer.Content.CopyToAsync(file, cancellationToken);
            }

            var beside = folder + ".partial";
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }

            ZipFile.ExtractToDirectory(archive, beside);
            Directory.Move(beside, folder);
            File.Delete(archive);
        }

        var package = ModelPackage.Open(folder);
        return package.Identity.Sha256 == sha256 ? package : throw new InvalidDataException($"The silo sent the package {package.Identity.Sha256[..12]} instead of {sha256[..12]}.");
    }

    /// <inheritdoc/>
    public async Task ImportAsync(string folder, string sha256, string reason, CancellationToken cancellationToken)
    {
        using (var known = await _http.GetAsync(new Uri($"{Models}/packages/{sha256}", UriKind.Relative), cancellationToken))
        {
            if (known.IsSuccessStatusCode)
            {
                return;
            }
        }

        var archive = folder + ".zip";
        File.Delete(archive);
        ZipFile.CreateFromDirectory(folder, archive);
        await using (var file = File.OpenRead(archive))
        {
            using var content = new StreamContent(file);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
            using var answer = await _http.PostAsync(new Uri($"{Models}/packages?reason={Uri.EscapeDataString(reason)}", UriKind.Relative), content, cancellationToken);
            (await ReadAsync(answer, cancellationToken)).Dispose();
        }

        File.Delete(archive);
    }

    /// <inheritdoc/>
    public async Task<string?> ProposeAsync(string sha256, long generation, bool isAutomatic, string reason, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Models}/prepare", UriKind.Relative))
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new Dictionary<string, string> { ["model"] = sha256, ["promotion"] = isAutomatic ? "automatic" : "gated", ["reason"] = reason }), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{generation}\"");
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.UnprocessableEntity)
        {
            return await DetailAsync(answer, cancellationToken);
        }

        (await ReadAsync(answer, cancellationToken)).Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ModelIdentity? Model(JsonElement from, string name) => from.TryGetProperty(name, out var model) && model.ValueKind == JsonValueKind.Object
        ? new(model.GetProperty("name").GetString()!, model.GetProperty("version").GetString()!, model.GetProperty("sha256").GetString()!)
        : null;

    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) => answer.IsSuccessStatusCode
        ? JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken))
        : throw (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity
            ? new InvalidDataException(await DetailAsync(answer, cancellationToken))
            : new SiloException(await DetailAsync(answer, cancellationToken)));

    private static async Task<string> DetailAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            if (problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } text)
            {
                return text;
            }
        }
        catch (JsonException)
        {
            // Not a problem document.
        }

        return $"The silo answers {(int)answer.StatusCode}.";
    }
}
