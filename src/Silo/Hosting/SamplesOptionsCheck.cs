using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Hosting;

/// <summary>Refuses a rate that is none.</summary>
internal sealed class SamplesOptionsCheck : IValidateOptions<SamplesOptions>
{
    public ValidateOptionsResult Validate(string? name, SamplesOptions options) => options.Rate is > 0 and <= 10_000
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Samples:Rate must be above 0 and at most 10000 articles a second; Samples:Replay=false replays none.");
}
