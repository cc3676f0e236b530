using Microsoft.AspNetCore.Http.HttpResults;

namespace FakeNews.Silo.Api;

/// <summary>Problem documents (RFC 9457) with a <c>reason</c> that programs can compare.</summary>
internal static class Problems
{
    /// <summary>A problem document.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="reason">A short code in kebab case.</param>
    /// <param name="detail">One sentence for a person.</param>
    /// <param name="extensions">More members.</param>
    public static ProblemHttpResult Of(int status, string reason, string detail, params ReadOnlySpan<KeyValuePair<string, object?>> extensions)
    {
        var members = new Dictionary<string, object?> { ["reason"] = reason };
        foreach (var (name, value) in extensions)
        {
            members[name] = value;
        }

        return TypedResults.Problem(detail: detail, statusCode: status, extensions: members);
    }

    /// <summary>400 for a position that is none.</summary>
    public static ProblemHttpResult BadPosition(string where) => Of(
        StatusCodes.Status400BadRequest, "bad-position", $"{where} must be partition:offset, or several of them separated by commas, such as 0:12,1:7.");
}
