using System.Text.RegularExpressions;

namespace FakeNews.Silo.Commands;

/// <summary>The <c>--Section:Key=value</c> arguments of a command line, which every verb takes and passes to configuration.</summary>
/// <param name="Settings">Keys and values.</param>
/// <param name="Rest">The other arguments, in order.</param>
internal sealed partial record SettingArguments(IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Rest)
{
    /// <summary>Takes the settings out of a command line.</summary>
    /// <exception cref="UsageException">A setting has no value, or there is no such setting.</exception>
    public static SettingArguments Take(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        List<string> rest = [];
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument == "--")
            {
                rest.AddRange(arguments.Skip(index));
                break;
            }

            if (Setting().Match(argument) is not { Success: true } match)
            {
                rest.Add(argument);
                continue;
            }

            var key = match.Groups["key"].Value;
            Hosting.SettingsCatalog.Require(key);
            if (match.Groups["value"].Success)
            {
                settings[key] = match.Groups["value"].Value;
            }
            else if (index + 1 < arguments.Count && !arguments[index + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings[key] = arguments[++index];
            }
            else
            {
                throw new UsageException($"--{key} needs a value: --{key}=value.");
            }
        }

        return new SettingArguments(settings, rest);
    }

    [GeneratedRegex(@"^--(?<key>[A-Za-z][A-Za-z0-9]*(:[A-Za-z0-9._\-]+)+)(=(?<value>.*))?$", RegexOptions.Singleline)]
    private static partial Regex Setting();
}
