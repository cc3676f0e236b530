using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FakeNews.Silo.Api;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Training;

/// <summary>Passes the trainer's state to the models page, and a request to retrain to the trainer: browsers speak with the silo alone.</summary>
internal sealed class TrainerLink : IDisposable
{
    private const int LargestAnswer = 4 << 20;
    private const int LargestBody = 16_384;
    private const int LongestText = 200;

    private readonly HttpClient? _http;

    public TrainerLink(IOptions<TrainerLinkOptions> options)
    {
        if (options.Value.Address is not { Length: > 0 } address)
        {
            return;
        }

        _http = new HttpClient { BaseAddress = new Uri(address.TrimEnd('/') + "/"), Timeout = options.Value.Timeout, MaxResponseContentBufferSize = LargestAnswer };
        if (options.Value.Key is { Length: > 0 } key)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The trainer's state, as it says it; nothing where there is none, because the page asks time and again.</summary>
    public Task<IResult> StatusAsync(CancellationToken cancellationToken) => _http is null ? Task.FromResult(Results.NoContent()) : AskAsync(http => http.GetAsync(new Uri("api/v1/trainer", UriKind.Relative), cancellationToken), cancellationToken);

    /// <summary>Asks for a retraining, in the name of who asks.</summary>
    public async Task<IResult> RetrainAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context.Request, LargestBody, context.RequestAborted) is not { } bytes)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"A request may have {LargestBody} bytes.");
        }

        TrainerRequest? request;
        try
        {
            request = bytes.Length == 0 ? new() : JsonSerializer.Deserialize(bytes, TrainerJson.Default.TrainerRequest);
        }
        catch (JsonException)
        {
            request = null;
        }

        if (request is null || request.Reason?.Length > LongestText || request.Id?.Length > LongestText)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "bad-request", $"Send a JSON object; reason and id are optional texts of at most {LongestText} characters.");
        }

        var asked = request with { Reason = $"{context.User.Identity?.Name ?? "unknown"}: {request.Reason}".TrimEnd(' ', ':') };
        return await AskAsync(
            async http =>
            {
                using var content = new StringContent(JsonSerializer.Serialize(asked, TrainerJson.Default.TrainerRequest), Encoding.UTF8, "application/json");
                return await http.PostAsync(new Uri("api/v1/trainer/retrain", UriKind.Relative), content, context.RequestAborted);
            },
            context.RequestAborted);
    }

    public void Dispose() => _http?.Dispose();

    private async Task<IResult> AskAsync(Func<HttpClient, Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        if (_http is null)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no-trainer", "No trainer is configured (Trainer:Address).");
        }

        try
        {
            using var answer = await ask(_http);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.IsSuccessStatusCode && IsJson(body)
                ? TypedResults.Bytes(body, "application/json; charset=utf-8")
                : Problems.Of(StatusCodes.Status502BadGateway, "trainer-refuses", $"The trainer answers {(int)answer.StatusCode}; Trainer:Address and Trainer:Key say where it is and how to ask.");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "trainer-unreachable", "The trainer does not answer.");
        }
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
