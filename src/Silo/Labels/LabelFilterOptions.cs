using System.CommandLine;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Labels;
using FakeNews.Silo.Commands;

namespace FakeNews.Silo.Labels;

/// <summary>The options that say which words of reviewers are meant; the same for every verb that takes several.</summary>
internal sealed class LabelFilterOptions
{
    private readonly Option<string[]> _reviewer = new("--reviewer") { Description = "Said by this reviewer; may be given several times.", HelpName = "NAME" };
    private readonly Option<string[]> _label = new("--label") { Description = "fake, real or unsure; may be given several times.", HelpName = "LABEL" };
    private readonly Option<string?> _since = new("--since") { Description = "Said since then: 2h (s, m, h, d) ago, or an ISO 8601 time.", HelpName = "TIME" };
    private readonly Option<string?> _until = new("--until") { Description = "Said before then; as --since.", HelpName = "TIME" };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[_reviewer, _label, _since, _until])
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One can't be understood.</exception>
    public LabelFilter Read(ParseResult parsed, DateTimeOffset now) => new()
    {
        Reviewers = [.. parsed.GetValue(_reviewer) ?? []],
        Labels = [.. (parsed.GetValue(_label) ?? []).Select(Label)],
        Since = MomentText.Read("--since", parsed.GetValue(_since), now),
        Until = MomentText.Read("--until", parsed.GetValue(_until), now),
    };

    /// <summary>Reads a label.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static ReviewLabel Label(string text) => text switch
    {
        "fake" => ReviewLabel.Fake,
        "real" => ReviewLabel.Real,
        "unsure" => ReviewLabel.Unsure,
        _ => throw new UsageException("A label is fake, real or unsure."),
    };
}
