using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Labels;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews labels add</c>: over HTTP, because a label bears the name of whoever is authenticated.</summary>
internal static class LabelAddVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create(Dictionary<Command, string[]> examples, Option<bool> json)
    {
        var place = new Argument<string>("PARTITION:OFFSET") { Description = "The article's place in the articles' topic: a verdict's input." };
        var label = new Argument<string>("LABEL") { Description = "fake, real, or unsure, which takes an earlier word back." };
        var note = new Option<string?>("--note") { Description = "A remark.", HelpName = "TEXT" };
        var flagged = new Option<string?>("--flagged") { Description = "The verdict that was seen: its position in the feed.", HelpName = "PARTITION:OFFSET" };
        var url = RunningSilo.Url();
        var verb = new Command("add", $"Labels an article through a running FakeNews. The key (of a reviewer) is taken from {RunningSilo.KeyVariable}; its name is the reviewer's.") { place, label, note, flagged, url, json };
        verb.SetAction(async (parsed, _) =>
        {
            if (!LetterPlace.TryParse(parsed.GetValue(place)!, out var at))
            {
                throw new UsageException("An article is named PARTITION:OFFSET, such as 0:12: the place that a verdict's input names.");
            }

            var body = new LabelBody(LabelFilterOptions.Label(parsed.GetValue(label)!), parsed.GetValue(note), parsed.GetValue(flagged));
            using var http = RunningSilo.Connect(parsed.GetValue(url), Patience);
            using var interruption = new Interruption();
            var answer = await SendAsync(http, string.Create(CultureInfo.InvariantCulture, $"api/v1/articles/{at.Partition}/{at.Offset}/labels"), body, interruption.Token);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(answer, LabelsJson.Default.ReviewAnswer));
                return ExitCode.Success;
            }

            var words = answer.Labels.Select(static word => $"{TerminalText.Of(word.Reviewer, 60)} says {word.Label.ToString().ToLowerInvariant()}");
            Console.WriteLine($"{TerminalText.Of(answer.ArticleId, 520)}: {string.Join(", ", words)}; together {answer.Outcome.ToString().ToLowerInvariant()}.");
            return ExitCode.Success;
        });
        examples[verb] = ["FAKENEWS_KEY=… fakenews labels add 0:12 fake --note 'made-up quotes'", "fakenews labels add 0:12 unsure --url https://news.example --json"];
        return verb;
    }

    private static async Task<ReviewAnswer> SendAsync(HttpClient http, string path, LabelBody body, CancellationToken stop)
    {
        try
        {
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(body, LabelsJson.Default.LabelBody), stop);
            return await RunningSilo.ReadAsync(answer, LabelsJson.Default.ReviewAnswer, stop);
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SiloRefusalException(string.Create(CultureInfo.InvariantCulture, $"FakeNews did not answer within {Patience.TotalSeconds} s."));
        }
    }
}
