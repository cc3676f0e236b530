using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Operations;

/// <summary>Refuses a key that is easily guessed.</summary>
internal sealed class DashboardOptionsCheck : IValidateOptions<DashboardOptions>
{
    public ValidateOptionsResult Validate(string? name, DashboardOptions options) => options.Key is { Length: > 0 and < 12 }
        ? ValidateOptionsResult.Fail("Dashboard:Key must have at least 12 characters.")
        : ValidateOptionsResult.Success;
}
