using System.Text.Json;
using System.Text.Json.Nodes;
using FakeNews.Grains.Contracts;

namespace FakeNews.Trainer.Served;

/// <summary>An evaluation as JSON; figures that can't be computed are null, texts of third parties are not in it.</summary>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    public static string Render(ServedEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var document = new JsonObject
        {
            ["model"] = new JsonObject
            {
                ["name"] = evaluation.Model.Name,
                ["version"] = evaluation.Model.Version,
                ["sha256"] = evaluation.Model.Sha256,
                ["precision"] = evaluation.Precision,
            },
            ["command"] = evaluation.Command,
            ["machine"] = evaluation.Machine,
            ["seconds"] = Math.Round(evaluation.Duration.TotalSeconds, 1),
            ["badRows"] = evaluation.BadRows,
            ["sets"] = new JsonArray([.. evaluation.Others.Prepend(evaluation.Set).Select(Set)]),
            ["counterfactuals"] = new JsonArray([.. evaluation.Counterfactuals.Select(Counterfactual)]),
        };
        if (evaluation.CrossCorpus is { } matrix)
        {
            document["crossCorpus"] = new JsonObject
            {
                ["figure"] = "rocAuc",
                ["sets"] = new JsonArray([.. matrix.Columns.Select(column => (JsonNode?)column)]),
                ["rows"] = new JsonArray([.. matrix.Rows.Select(row => new JsonObject { ["judge"] = row.Judge, ["values"] = new JsonArray([.. row.RocAuc.Select(area => Number(area))]) })]),
            };
        }

        return document.ToJsonString(Readable);
    }

    private static JsonNode Set(SetEvaluation set)
    {
        var figures = new JsonObject();
        foreach (var (name, value) in set.Metrics.Figures())
        {
            figures[name] = Number(value);
        }

        var confusion = set.Metrics.Confusion;
        return new JsonObject
        {
            ["name"] = set.Name,
            ["articles"] = set.Set.Articles.Count,
            ["unscored"] = set.Set.Unscored,
            ["metrics"] = figures,
            ["confusion"] = new JsonArray(new JsonArray(confusion[0, 0], confusion[0, 1]), new JsonArray(confusion[1, 0], confusion[1, 1])),
            ["report"] = set.Metrics.Report,
            ["intervals"] = new JsonObject(set.Intervals.Select(interval => new KeyValuePair<string, JsonNode?>(
                interval.Key, new JsonArray(Number(interval.Value.Low), Number(interval.Value.High))))),
            ["served"] = new JsonObject
            {
                ["balancedAccuracy"] = Number(set.BalancedAccuracyServed),
                ["flagged"] = set.ShareOf(Decision.Flag),
                ["review"] = set.ShareOf(Decision.Review),
                ["recall"] = Number(set.Served.Recall),
                ["falseFlagRate"] = Number(set.Served.FalseFlagRate),
                ["precision"] = Number(set.Served.Precision),
            },
            ["atFalseFlagRate"] = new JsonObject
            {
                ["rate"] = SetEvaluation.FalseFlagRate,
                ["threshold"] = Number(set.AtFalseFlagRate.Threshold),
                ["recall"] = Number(set.AtFalseFlagRate.Recall),
                ["precision"] = Number(set.AtFalseFlagRate.Precision),
            },
            ["errorAtCoverage"] = new JsonObject(new[] { 0.5, 0.8, 0.9, 0.95, 1 }.Select(coverage => new KeyValuePair<string, JsonNode?>(
                coverage.ToString(System.Globalization.CultureInfo.InvariantCulture), Number(EvaluationText.ErrorAt(set, coverage))))),
            ["calibration"] = new JsonArray([.. set.Metrics.Reliability.Bins.Select(bin => new JsonArray(bin.Count, Number(bin.MeanConfidence), Number(bin.FractionCorrect)))]),
            ["byLength"] = new JsonArray([.. set.ByLength.Select(Slice)]),
            ["byTime"] = new JsonArray([.. set.ByTime.Select(Slice)]),
        };
    }

    private static JsonObject Slice(SetSlice slice) => new()
    {
        ["name"] = slice.Name,
        ["fake"] = slice.Fake,
        ["real"] = slice.Real,
        ["accuracy"] = Number(slice.Accuracy),
        ["rocAuc"] = Number(slice.RocAuc),
    };

    private static JsonObject Counterfactual(CounterfactualResult result) => new()
    {
        ["name"] = result.Counterfactual.Name,
        ["description"] = result.Counterfactual.Description,
        ["changed"] = result.Changed,
        ["labelFlips"] = Number(result.LabelFlips),
        ["decisionFlips"] = Number(result.DecisionFlips),
        ["meanShift"] = Number(result.MeanShift),
    };

    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
