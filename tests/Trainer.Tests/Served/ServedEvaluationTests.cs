using System.Globalization;
using System.Text.Json;
using FakeNews.Tests.Support;
using FakeNews.Trainer.Data;
using FakeNews.Trainer.Reports;
using FakeNews.Trainer.Served;

namespace FakeNews.Trainer.Tests.Served;

/// <summary>Everything through a real package of a few words: "shocking" is flagged, "perhaps" is for review, the rest passes.</summary>
public sealed class ServedEvaluationTests : IDisposable
{
    private const string Hostile = "perhaps <script>alert(1)</script> | `rm` \u202Ereversed\u0007 [x](javascript:alert(1))";

    private readonly TinyModel _model = TinyModel.Write();
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose()
    {
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Scores_decisions_and_metrics_are_those_of_the_package()
    {
        await using var model = await ServedModel.OpenAsync(_model.Folder, null, TimeProvider.System);
        var set = await model.ScoreAsync("set", Articles(), cancellation: TestContext.Current.CancellationToken);
        var evaluation = SetEvaluation.Measure(set, model.Manifest.Thresholds, 200);

        Assert.Equal(1, set.Unscored);
        Assert.Equal(["f1", "f2", "f3", "r1", "r2", "r3", "r4"], set.Articles.Select(article => article.Id));
        Assert.Equal([2L, 1, 1, 3], new[] { (0, 0), (0, 1), (1, 0), (1, 1) }.Select(cell => evaluation.Metrics.Confusion[cell.Item1, cell.Item2]));

        // Flagged are "shocking" articles only: one of three fakes, none of four real ones.
        Assert.Equal((1.0 / 3 + 1) / 2, evaluation.BalancedAccuracyServed!.Value, 9);
        Assert.Equal(1, evaluation.Served.Precision);
        Assert.Equal(["f3", "r2"], set.Worst.Select(article => article.Id));
        Assert.InRange(evaluation.Metrics.Confusion.Accuracy, evaluation.Intervals["accuracy"].Low, evaluation.Intervals["accuracy"].High);
    }

    [Fact]
    public async Task Leaving_the_telling_word_out_is_what_moves_the_probability()
    {
        await using var model = await ServedModel.OpenAsync(_model.Folder, null, TimeProvider.System);
        var words = await Occlusion.OfAsync(model, new LabelledArticle("1", "a shocking b", "c d", 0), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["a", "shocking", "b", "c", "d"], words.Select(word => word.Word));
        Assert.Equal("shocking", words.MaxBy(word => word.TowardsFake)!.Word);
        Assert.InRange(words[1].TowardsFake, 0.9, 1);
        Assert.All(words.Where(word => word.Word != "shocking"), word => Assert.Equal(0, word.TowardsFake, 5));
    }

    [Fact]
    public async Task Counterfactuals_touch_what_they_name_and_count_flips()
    {
        await using var model = await ServedModel.OpenAsync(_model.Folder, null, TimeProvider.System);
        var results = await CounterfactualResult.MeasureAsync(
            model,
            [
                new LabelledArticle("1", "", "shocking", 0),
                new LabelledArticle("2", "", "WASHINGTON (Reuters) - The council met.", 1),
                new LabelledArticle("3", "", "nothing 'quoted' here", 1),
            ],
            TestContext.Current.CancellationToken);

        Assert.Equal([1, 1, 1], results.Select(result => result.Changed));
        Assert.All(results, result => Assert.Equal(0, result.LabelFlips));
    }

    [Theory]
    [InlineData("He said \"no\".", "He said \u201Cno\u201D.")]
    [InlineData("it\u2019s \u201Chere\u201D", "it's \"here\"")]
    [InlineData("('a')", "(\u2018a\u2019)")]
    public void Quotes_are_swapped(string text, string swapped) => Assert.Equal(swapped, Counterfactual.SwapQuotes(text));

    [Fact]
    public async Task The_report_is_one_file_without_script_and_hostile_titles_stay_text()
    {
        var material = new ReportMaterial(await Evaluate(withTexts: true), null, null, null, WithTexts: true);
        new EvaluationReport(material).Write(Path.Combine(_folder, "report"));
        var html = File.ReadAllText(Path.Combine(_folder, "report", "index.html"));
        var markdown = File.ReadAllText(Path.Combine(_folder, "report", "report.md"));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.All(new[] { html, markdown }, text => Assert.DoesNotContain(text, c => c is '\u202E' or '\u0007'));
        Assert.Contains("\\<script\\>", markdown, StringComparison.Ordinal);
        Assert.Contains("\\[x\\]\\(javascript:", markdown, StringComparison.Ordinal);
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(markdown, @"\]\((\w[\w-]*\.png)\)"),
            match => Assert.True(File.Exists(Path.Combine(_folder, "report", match.Groups[1].Value)), match.Value));
        Assert.Equal(System.Text.RegularExpressions.Regex.Count(markdown, @"!\[[^]]*\]\([\w-]+\.png\)"), System.Text.RegularExpressions.Regex.Count(html, "src=\"data:image/png;base64,"));
        Assert.Contains("never says that a text is false", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_texts_holds_no_word_of_a_title()
    {
        var material = new ReportMaterial(await Evaluate(withTexts: false), null, null, null, WithTexts: false);
        new EvaluationReport(material).Write(Path.Combine(_folder, "report"));

        foreach (var file in new[] { "index.html", "report.md" })
        {
            var text = File.ReadAllText(Path.Combine(_folder, "report", file));
            Assert.DoesNotContain("reversed", text, StringComparison.Ordinal);
            Assert.Contains("third parties", text, StringComparison.Ordinal);
            Assert.Contains("r2", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Predictions_hold_a_row_for_each_judged_article_that_any_reader_of_csv_takes_apart_and_no_title()
    {
        var (path, evaluation) = (Path.Combine(_folder, "predictions.csv"), await Evaluate(withTexts: true));
        var named = evaluation.Set.Set with { Name = "a \"set\", mine", Articles = [.. evaluation.Set.Set.Articles.Select(article => article with { Id = article.Id + ",\n\"" })] };
        Predictions.Write(path, [named, evaluation.Set.Set]);

        using var text = new StreamReader(path);
        var records = new CsvReader(text).Records().ToList();

        Assert.Equal(["set", "id", "label", "fake_probability", "decision", "tokens", "read"], records[0].Fields);
        Assert.Equal(15, records.Count);
        Assert.Equal(["a \"set\", mine", "f1,\n\"", "0"], records[1].Fields.Take(3));
        Assert.Equal(["flag", "review", "pass"], records.Skip(8).Take(3).Select(record => record.Fields[4]));
        Assert.Equal(evaluation.Set.Set.Articles.Select(article => article.FakeProbability), records.Skip(8).Select(record => double.Parse(record.Fields[3], CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("reversed", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_holds_every_figure_and_the_matrix_and_no_text_of_articles()
    {
        var json = EvaluationJson.Render(await Evaluate(withTexts: true, others: true));
        var root = JsonDocument.Parse(json).RootElement;

        Assert.Equal(["set", "one", "two"], root.GetProperty("sets").EnumerateArray().Select(set => set.GetProperty("name").GetString()!));
        var metrics = root.GetProperty("sets")[0].GetProperty("metrics");
        Assert.Equal(7, metrics.GetProperty("rows").GetDouble());
        Assert.Equal(3, root.GetProperty("crossCorpus").GetProperty("rows").GetArrayLength());
        Assert.Equal(2, root.GetProperty("crossCorpus").GetProperty("sets").GetArrayLength());
        Assert.DoesNotContain("reversed", json, StringComparison.Ordinal);
        Assert.Equal(3, root.GetProperty("counterfactuals").GetArrayLength());
    }

    private async Task<ServedEvaluation> Evaluate(bool withTexts, bool others = false)
    {
        var path = Path.Combine(_folder, "set.jsonl");
        Write(path, Articles());
        if (others)
        {
            foreach (var name in new[] { "one", "two" })
            {
                Directory.CreateDirectory(Path.Combine(_folder, "data", name));
                Write(Path.Combine(_folder, "data", name, name + ".jsonl"), Enumerable.Range(0, 60).Select(i =>
                    new LabelledArticle($"{i}", $"title {i}", i % 2 == 0 ? "shocking outrage story today" : "council report story today", i % 2)));
            }
        }

        var options = new EvaluationOptions
        {
            Package = _model.Folder,
            Files = [path],
            Counterfactuals = true,
            Attributions = withTexts ? 4 : 0,
            DataFolder = others ? Path.Combine(_folder, "data") : null,
            Command = "fakenews-trainer evaluate",
        };
        return await new EvaluationRun(options, _ => { }, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }

    private static void Write(string path, IEnumerable<LabelledArticle> articles) =>
        File.WriteAllLines(path, articles.Select(article => JsonSerializer.Serialize(article, JsonSerializerOptions.Web)));

    private static IEnumerable<LabelledArticle> Articles() =>
    [
        new("f1", "shocking", "", 0, Date: "May 1, 2017"),
        new("f2", "perhaps", "", 0, Date: "May 1, 2017"),
        new("f3", "plain", "", 0),
        new("r1", "calm", "", 1),
        new("r2", Hostile, "", 1),
        new("r3", "calm again", "", 1),
        new("r4", "calm more", "", 1),
        new("none", "<b></b>", "", 1),
    ];
}
