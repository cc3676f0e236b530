using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Security;

/// <summary>Refuses keys that can't work or are not safe, with a sentence each. No sentence holds a key or a hash.</summary>
internal sealed partial class SecurityOptionsCheck : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        List<string> failures = [];
        for (var i = 0; i < options.Keys.Count; i++)
        {
            var key = options.Keys[i];
            if (!KeyName().IsMatch(key.Name))
            {
                failures.Add($"Security:Keys:{i}:Name must be 1 to 64 letters, digits or -_.@.");
            }

            if (key.Name.StartsWith("system", StringComparison.OrdinalIgnoreCase) || key.Name.Equals(ApiKeyHandler.LocalName, StringComparison.OrdinalIgnoreCase))
            {
                failures.Add($"Security:Keys:{i}:Name is one that the program uses for itself; choose another.");
            }

            if (!ApiKey.IsHash(key.Hash))
            {
                failures.Add($"Security:Keys:{i}:Hash must be sha256: and 64 hexadecimal digits, as fakenews keys new prints it.");
            }

            if (key.Roles.Count == 0 || key.Roles.Any(static role => !Role.All.Contains(role)))
            {
                failures.Add($"Security:Keys:{i}:Roles must name at least one of {string.Join(", ", Role.All)}.");
            }
        }

        if (options.Keys.Select(static key => key.Hash.ToUpperInvariant()).Distinct().Count() != options.Keys.Count
            || options.Keys.Select(static key => key.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != options.Keys.Count)
        {
            failures.Add("Security:Keys holds two entries of the same Name or Hash; give everybody a key of their own.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.@\-]{1,64}\z")]
    private static partial Regex KeyName();
}
