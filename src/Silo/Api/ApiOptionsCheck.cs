using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Api;

/// <summary>Refuses API limits that can't work, with a sentence each.</summary>
internal sealed class ApiOptionsCheck : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        List<string> failures = [];
        if (options.MaximumBodyBytes is < 1_024 or > 268_435_456)
        {
            failures.Add("Api:MaximumBodyBytes must be from 1024 to 268435456.");
        }

        if (options.MaximumArticles is < 1 or > 4_096)
        {
            failures.Add("Api:MaximumArticles must be from 1 to 4096.");
        }

        if (options.MaximumInFlight < options.MaximumArticles)
        {
            failures.Add("Api:MaximumInFlight must be at least Api:MaximumArticles, or a full request could never be judged.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
