using System.Text.Json;

namespace FakeNews.Silo.Tests.Support;

/// <summary>Checks problem documents (RFC 9457).</summary>
internal static class Problem
{
    public static async Task<JsonElement> AssertAsync(HttpResponseMessage answer, string? reason = null, string? what = null)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var problem = document.RootElement.Clone();
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()), what);
        if (reason is not null)
        {
            Assert.Equal(reason, problem.GetProperty("reason").GetString());
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()), what);
        }

        Assert.DoesNotContain("   at ", problem.GetRawText(), StringComparison.Ordinal);
        return problem;
    }
}
