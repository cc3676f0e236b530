using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Silo.Hosting;
using FakeNews.Silo.Labels;

namespace FakeNews.Silo.Commands;

/// <summary><c>fakenews labels add</c>: over HTTP, because a label bears the name of whoever is authenticated.</summary>
internal static class LabelAddVerb
{
    private const string KeyVariable = "FAKENEWS_KEY";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create(Dictionary<Command, string[]> examples, Option<bool> json)
    {
        var place = new Argument<string>("PARTITION:OFFSET") { Description = "The article's place in the articles' topic: a verdict's input." };
        var label = new Argument<string>("LABEL") { Description = "fake, real, or unsure, which takes an earlier word back." };
        var note = new Option<string?>("--note") { Description = "A remark.", HelpName = "TEXT" };
        var flagged = new Option<string?>("--flagged") { Description = "The verdict that was seen: its position in the feed.", HelpName = "PARTITION:OFFSET" };
        var url = new Option<string?>("--url") { Description = $"A running FakeNews. Default: {SiloApplication.DefaultUrls}", HelpName = "URL" };
        var verb = new Command("add", $"Labels an article through a running FakeNews. The key (of a reviewer) is taken from {KeyVariable}; its name is the reviewer's.") { place, label, note, flagged, url, json };
        verb.SetAction(async (parsed, _) =>
        {
            if (!LetterPlace.TryParse(parsed.GetValue(place)!, out var at))
            {
                throw new UsageException("An article is named PARTITION:OFFSET, such as 0:12: the place that a verdict's input names.");
            }

            var body = new LabelBody(LabelFilterOptions.Label(parsed.GetValue(label)!), parsed.GetValue(note), parsed.GetValue(flagged));
            var address = parsed.GetValue(url) ?? SiloApplication.DefaultUrls;
            if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https"))
            {
                throw new UsageException("--url must be an http address, such as http://127.0.0.1:5080.");
            }

            using var interruption = new Interruption();
            var (answer, fault) = await SendAsync(new Uri(root, string.Create(CultureInfo.InvariantCulture, $"api/v1/articles/{at.Partition}/{at.Offset}/labels")), body, interruption.Token);
            if (answer is null)
            {
                return BrokerVerb.Fail(fault!);
            }

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

    private static async Task<(ReviewAnswer? Answer, string? Fault)> SendAsync(Uri address, LabelBody body, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = Patience };
        // Not an option: a command line is seen by everybody on the machine.
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        try
        {
            using var answer = await http.PostAsync(address, JsonContent.Create(body, LabelsJson.Default.LabelBody), stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            return answer.IsSuccessStatusCode
                ? (JsonSerializer.Deserialize(text, LabelsJson.Default.ReviewAnswer), "The answer is empty.")
                : (null, Detail(text) ?? string.Create(CultureInfo.InvariantCulture, $"The answer is {(int)answer.StatusCode}."));
        }
        catch (JsonException)
        {
            return (null, "What answers there is not FakeNews.");
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"FakeNews did not answer within {Patience.TotalSeconds} s."));
        }
    }

    private static string? Detail(string text)
    {
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
    }
}
