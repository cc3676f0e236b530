using FakeNews.Ingest.Connection;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.DeadLetters;

/// <summary>The dead letters' topic, as the verbs of <c>fakenews dlq</c> meet it.</summary>
/// <param name="Log">Reads it.</param>
/// <param name="Replay">Sends letters back.</param>
/// <param name="Topics">The topics' names.</param>
internal sealed record LetterTopic(DeadLetterLog Log, LetterReplay Replay, TopicNames Topics)
{
    /// <summary>Connects for one verb; what the broker refuses is said in a sentence.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UsageException">No broker is named.</exception>
    public static Task<int> WithAsync(IReadOnlyDictionary<string, string?> settings, Func<LetterTopic, CancellationToken, Task<int>> action) => BrokerVerb.RunAsync(
        settings,
        (services, stop) => action(
            new(services.GetRequiredService<DeadLetterLog>(), services.GetRequiredService<LetterReplay>(), services.GetRequiredService<KafkaConnection>().Options.Topics), stop));

    /// <summary><c>1 letter</c>, <c>2 letters</c>.</summary>
    public static string Letters(long count) => Counted.Of(count, "letter");
}
