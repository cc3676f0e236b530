using Microsoft.Extensions.Options;

namespace FakeNews.Silo.Feed;

/// <summary>Refuses feed settings that can't work, with a sentence each.</summary>
internal sealed class FeedOptionsCheck : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        List<string> failures = [];
        Require(options.Remembered is >= 1 and <= 1_000_000, "Feed:Remembered must be from 1 to 1000000.");
        Require(options.MaximumClients is >= 1 and <= 100_000, "Feed:MaximumClients must be from 1 to 100000.");
        Require(options.Heartbeat >= TimeSpan.FromSeconds(1) && options.Heartbeat <= TimeSpan.FromMinutes(5), "Feed:Heartbeat must be from 00:00:01 to 00:05:00.");
        Require(options.Retry >= TimeSpan.FromMilliseconds(100) && options.Retry <= TimeSpan.FromMinutes(5), "Feed:Retry must be from 00:00:00.1 to 00:05:00.");
        Require(options.MaximumPage is >= 1 and <= 1_000, "Feed:MaximumPage must be from 1 to 1000.");
        Require(options.CatchUpReaders is >= 1 and <= 64, "Feed:CatchUpReaders must be from 1 to 64.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                failures.Add(otherwise);
            }
        }
    }
}
