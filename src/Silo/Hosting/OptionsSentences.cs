using FakeNews.Silo.Commands;
using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Hosting;

/// <summary>Checks options that are needed before the host exists.</summary>
internal static class OptionsSentences
{
    /// <exception cref="UsageException">The options can't work.</exception>
    public static void Require<T>(IValidateOptions<T> check, T options)
        where T : class
    {
        var result = check.Validate(null, options);
        if (result.Failed)
        {
            throw new UsageException(string.Join(Environment.NewLine, result.Failures));
        }
    }
}
