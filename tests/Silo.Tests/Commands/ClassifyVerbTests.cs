using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FakeNews.Tests.Support;

namespace FakeNews.Silo.Tests.Commands;

public sealed class ClassifyVerbTests
{
    [Fact]
    public async Task JSON_lines_from_standard_input_come_out_as_verdicts_in_order()
    {
        using var model = TinyModel.Write();
        var input = Encoding.UTF8.GetBytes($$"""
            {"id":"1","title":"{{TinyModel.Flagged}}"}

            {"id":"2","title":"calm"}
            {"id":"3","title":"{{TinyModel.Reviewed}}"}
            {"id":"4","title":"bonjour","language":"fr"}
            """);

        var result = await Cli.RunAsync(input, "classify", $"--Models:Package={model.Folder}");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [("1", "flag", "probability"), ("2", "pass", "probability"), ("3", "review", "probability"), ("4", "review", "language")],
            Verdicts(result.Output).Select(static verdict => (Text(verdict, "articleId"), Text(verdict, "decision"), Text(verdict, "reason"))));
    }

    [Fact]
    public async Task A_line_that_is_no_article_is_told_with_its_number_and_the_rest_is_judged()
    {
        using var model = TinyModel.Write();
        byte[] input = [.. "{\"title\":\n{\"title\":\"good\"}\n[]\n"u8, 0xC3, 0x28, .. "\n{\"text\":\"\"}\n{\"title\":\"also good\"}\n"u8];

        var result = await Cli.RunAsync(input, "classify", "-", $"--Models:Package={model.Folder}");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["good", "also good"], Verdicts(result.Output).Select(static verdict => Text(verdict, "title")));
        Assert.Equal(
            ["line 1", "line 4", "line 5"],
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line["fakenews: ".Length..].Split(':')[0]));
    }

    [Fact]
    public async Task A_text_file_is_one_article_and_its_first_line_the_title()
    {
        using var model = TinyModel.Write();
        var file = Path.Combine(model.Folder, "article.txt");
        await File.WriteAllTextAsync(file, $"A headline\r\n\r\nSome {TinyModel.Flagged} text.\n", TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("classify", file, $"--Models:Package={model.Folder}");

        var verdict = Assert.Single(Verdicts(result.Output));
        Assert.Equal(("A headline", "flag"), (Text(verdict, "title"), Text(verdict, "decision")));
    }

    [Fact]
    public async Task A_compressed_file_and_a_document_over_several_lines_are_read()
    {
        using var model = TinyModel.Write();
        var file = Path.Combine(model.Folder, "articles.json.gz");
        await using (var stream = new GZipStream(File.Create(file), CompressionLevel.Fastest))
        {
            await stream.WriteAsync("[\n  {\"title\": \"one\"},\n  {\"title\": \"two\"}\n]\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        var result = await Cli.RunAsync("classify", file, $"--Models:Package={model.Folder}");

        Assert.Equal(["one", "two"], Verdicts(result.Output).Select(static verdict => Text(verdict, "title")));
    }

    [Fact]
    public async Task Nothing_to_judge_is_a_failure()
    {
        using var model = TinyModel.Write();

        (await Cli.RunAsync(""u8.ToArray(), "classify", $"--Models:Package={model.Folder}")).AssertSentence(1, "nothing to judge");
    }

    [Fact]
    public async Task Models_are_listed_shown_and_verified()
    {
        using var model = TinyModel.Write();

        var list = await Cli.RunAsync("models", "list", model.Folder);
        var show = await Cli.RunAsync("models", "show", model.Folder);
        var verify = await Cli.RunAsync("models", "verify", model.Folder);

        Assert.Contains("tiny 0.0.1", list.Output, StringComparison.Ordinal);
        Assert.Contains("flag from 0.8 on", show.Output, StringComparison.Ordinal);
        Assert.Contains("tiny 0.0.1 is whole", verify.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (list.ExitCode, show.ExitCode, verify.ExitCode));
    }

    private static List<JsonElement> Verdicts(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
