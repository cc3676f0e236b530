using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FakeNews.Silo.Hosting;

namespace FakeNews.Silo.Commands;

/// <summary>A running FakeNews, as verbs speak with it over HTTP.</summary>
internal static class RunningSilo
{
    /// <summary>The environment variable with the API key. Not an option: a command line is seen by everybody on the machine.</summary>
    public const string KeyVariable = "FAKENEWS_KEY";

    /// <summary>The option that says where it is.</summary>
    public static Option<string?> Url() => new("--url") { Description = $"A running FakeNews. Default: {SiloApplication.DefaultUrls}", HelpName = "URL" };

    /// <summary>Where it is.</summary>
    /// <param name="url">What the option says; null for the default.</param>
    /// <exception cref="UsageException">It is no http address.</exception>
    public static Uri Address(string? url) => Uri.TryCreate((url ?? SiloApplication.DefaultUrls).TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        ? address
        : throw new UsageException("--url must be an http address, such as http://127.0.0.1:5080.");

    /// <summary>A client that bears the key, where there is one.</summary>
    public static HttpClient Connect(string? url, TimeSpan patience)
    {
        var http = new HttpClient { BaseAddress = Address(url), Timeout = patience };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return http;
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="SiloRefusalException">It is a refusal, or nothing that FakeNews says.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return answer.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(text, type) ?? throw new SiloRefusalException("The answer is empty.")
                : throw new SiloRefusalException(Detail(text) ?? $"The answer is {(int)answer.StatusCode} {answer.ReasonPhrase}.");
        }
        catch (JsonException)
        {
            throw new SiloRefusalException($"What answers there is not FakeNews: {(int)answer.StatusCode} {TerminalText.Of(answer.ReasonPhrase)}.");
        }
    }

    private static string? Detail(string text)
    {
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
    }
}
