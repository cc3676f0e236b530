using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace FakeNews.Silo.Api;

/// <summary>Problem documents for what no endpoint has answered. What an exception says is for the log and never for the client.</summary>
internal static class Fallbacks
{
    /// <summary>For an exception.</summary>
    public static ProblemHttpResult OfException(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        TimeoutException or Confluent.Kafka.KafkaException => Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "broker-unreachable", "Kafka does not answer; try again in a moment."),
        _ => Problems.Of(StatusCodes.Status500InternalServerError, "internal-error", "Something went wrong here; the log has the details under this trace id."),
    };

    /// <summary>For a status without a body.</summary>
    public static ProblemHttpResult OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => Problems.Of(status, "no-such-resource", "There is nothing here; /openapi/v1.json says what there is."),
        StatusCodes.Status405MethodNotAllowed => Problems.Of(status, "method-not-allowed", "This resource takes another method; see the Allow header."),
        StatusCodes.Status413PayloadTooLarge => Problems.Of(status, "too-large", "The request is larger than Api:MaximumBodyBytes allows."),
        _ => Problems.Of(status, "http-" + status, ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase + "." : "The request was not answered."),
    };
}
