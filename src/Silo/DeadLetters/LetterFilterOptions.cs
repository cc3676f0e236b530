using System.CommandLine;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.DeadLetters;

/// <summary>The options that say which letters are meant; the same for every verb that takes several.</summary>
internal sealed class LetterFilterOptions
{
    private readonly Option<string[]> _reason = new("--reason") { Description = "Of this reason, such as not-json or judging-failed; may be given several times.", HelpName = "REASON" };
    private readonly Option<string?> _since = new("--since") { Description = "Failed since then: 2h (s, m, h, d) ago, or an ISO 8601 time.", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Failed before then; as --since.", HelpName = "TIME" };
    private readonly Option<int?> _partition = new("--partition") { Description = "In this partition of the dead letters' topic.", HelpName = "N" };
    private readonly Option<string[]> _letter = new("--letter") { Description = "This letter; may be given several times.", HelpName = "PARTITION:OFFSET" };
    private readonly Option<int?> _limit = new("--limit", "-n") { Description = "At most so many, the newest.", HelpName = "N" };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_reason, _since, _until, _partition, _letter, _limit])
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One can't be understood.</exception>
    public LetterFilter Read(ParseResult parsed, DateTimeOffset now)
    {
        var (limit, partition) = (parsed.GetValue(_limit), parsed.GetValue(_partition));
        if (limit is < 1)
        {
            throw new UsageException("--limit must be at least 1.");
        }

        if (partition is < 0)
        {
            throw new UsageException("--partition must not be below 0.");
        }

        return new LetterFilter
        {
            Reasons = [.. parsed.GetValue(_reason) ?? []],
            Places = [.. (parsed.GetValue(_letter) ?? []).Select(Place)],
            Since = MomentText.Read("--since", parsed.GetValue(_since), now),
            Until = MomentText.Read("--until", parsed.GetValue(_until), now),
            Partition = partition,
            Limit = limit,
        };
    }

    /// <summary>Reads a letter's place.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static LetterPlace Place(string text) => LetterPlace.TryParse(text, out var place)
        ? place
        : throw new UsageException("A letter is named PARTITION:OFFSET, such as 0:12; fakenews dlq list shows them.");
}
