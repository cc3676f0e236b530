using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Training;

/// <summary>Refuses settings of the trainer's address that can't work.</summary>
internal sealed class TrainerLinkOptionsCheck : IValidateOptions<TrainerLinkOptions>
{
    public ValidateOptionsResult Validate(string? name, TrainerLinkOptions options)
    {
        List<string> failures = [];
        if (options.Address is { Length: > 0 } address && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
        {
            failures.Add("Trainer:Address must be an address such as http://127.0.0.1:5090, or empty.");
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(1))
        {
            failures.Add("Trainer:Timeout must be from 100 ms to 1 min.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
