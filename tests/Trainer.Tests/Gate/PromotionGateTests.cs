using System.Text.Json;
using FakeNews.Grains.Contracts;
using FakeNews.Trainer.Gate;
using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Tests.Gate;

public sealed class PromotionGateTests
{
    private static readonly GateLimits Limits = new() { Resamples = 400 };

    [Fact]
    public void A_candidate_that_is_better_on_what_was_held_back_and_worse_nowhere_passes()
    {
        var report = new PromotionGate(Limits).Judge(Evidence.Good());

        Assert.True(report.Passed, report.Summary);
        Assert.Equal(
            ["better", "agreement", "held-out", "out-of-source: elsewhere", "calibration", "log-loss", "false-flags", "caught", "statements flagged", "statements passed", "counterfactual: quotes swapped", "speed", "size"],
            report.Findings.Select(static finding => finding.Rule));
        Assert.Contains("demo 2.0.0 may take the place of demo 1.0.0", report.Summary, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Worse => new()
    {
        { "nothing better", "better" },
        { "better only by chance", "better" },
        { "labels that contradict each other", "agreement" },
        { "worse on the held-out set", "held-out" },
        { "worse on another source", "out-of-source: elsewhere" },
        { "too sure", "calibration" },
        { "far too sure", "log-loss" },
        { "flags too low", "false-flags" },
        { "catches less", "caught" },
        { "flags plain statements", "statements flagged" },
        { "holds plain statements up", "statements passed" },
        { "flips with quotes", "counterfactual: quotes swapped" },
        { "slow", "speed" },
        { "large", "size" },
    };

    [Theory]
    [MemberData(nameof(Worse))]
    public void What_is_worse_in_one_way_is_kept_out_by_the_rule_for_it_with_the_reason_in_words(string how, string rule)
    {
        var good = Evidence.Good();
        var candidate = good.Candidate;
        var evidence = how switch
        {
            "nothing better" => good with { HeldBack = Evidence.Rows("the labelled articles held back", 150, 2.0, 2.0, seed: 3) with { Candidate = Evidence.Rows("", 150, 2.0, 2.0, seed: 3).Champion } },
            "better only by chance" => good with { HeldBack = Evidence.Rows("the labelled articles held back", 8, 0.5, 0.55, seed: 5) },
            "labels that contradict each other" => good with { HeldBack = Evidence.Rows("the labelled articles held back", 150, -0.5, 0.5, seed: 3) },
            "worse on the held-out set" => good with { HeldOut = Evidence.Rows("the held-out set", 600, 2.0, 1.2, seed: 1) },
            "worse on another source" => good with { OutOfSource = [Evidence.Rows("elsewhere", 300, 0.8, 0.5, seed: 2)] },
            "too sure" => good with { HeldOut = Evidence.Rows("the held-out set", 600, 1.0, 1.0, seed: 1, overconfidence: 3) },
            "far too sure" => good with { HeldOut = Evidence.Rows("the held-out set", 600, 1.0, 1.0, seed: 1, overconfidence: 10) },
            "flags too low" => good with { Candidate = candidate with { Thresholds = new DecisionThresholds(0.02, 0.01) } },
            "catches less" => good with { HeldOut = Evidence.Rows("the held-out set", 600, 2.0, 1.6, seed: 1) },
            "flags plain statements" => good with { Candidate = candidate with { Statements = new StatementTally(28, 0, 2) } },
            "holds plain statements up" => good with { Candidate = candidate with { Statements = new StatementTally(20, 9, 1) } },
            "flips with quotes" => good with { Candidate = candidate with { Flips = new Dictionary<string, double> { ["quotes swapped"] = 0.05 } } },
            "slow" => good with { Candidate = candidate with { ArticlesPerSecond = 30 } },
            _ => good with { Candidate = candidate with { GraphBytes = 40_000_000 } },
        };

        var report = new PromotionGate(Limits).Judge(evidence);

        Assert.False(report.Passed);
        var finding = report.Findings.Single(finding => finding.Rule == rule);
        Assert.False(finding.Passed, finding.Words);
        Assert.Contains(finding.Words, report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_must_be_better_on_the_held_out_set_itself_articles_held_back_do_not_help()
    {
        var limits = new GateLimits { Resamples = 400, BetterOnHeldOut = true };

        Assert.False(new PromotionGate(limits).Judge(Evidence.Good()).Findings.Single(static finding => finding.Rule == "better").Passed);
        Assert.True(new PromotionGate(limits).Judge(Evidence.Good() with { HeldOut = Evidence.Rows("the held-out set", 600, 1.5, 2.0, seed: 1) }).Passed);
    }

    [Fact]
    public void A_wider_limit_lets_the_same_candidate_through()
    {
        var evidence = Evidence.Good() with { Candidate = Evidence.Figures("2.0.0", 'b') with { ArticlesPerSecond = 30 } };

        Assert.False(new PromotionGate(Limits).Judge(evidence).Passed);
        Assert.True(new PromotionGate(new GateLimits { Resamples = 400, SpeedShare = 0.5 }).Judge(evidence).Passed);
    }

    [Fact]
    public void The_same_evidence_gives_the_same_report_and_it_is_read_again_from_its_JSON()
    {
        var (one, other) = (new PromotionGate(Limits).Judge(Evidence.Good()), new PromotionGate(Limits).Judge(Evidence.Good()));
        var json = JsonSerializer.Serialize(one, GateJson.Default.GateReport);
        var read = JsonSerializer.Deserialize(json, GateJson.Default.GateReport)!;

        Assert.Equal(json, JsonSerializer.Serialize(other, GateJson.Default.GateReport));
        Assert.Equal(one.Findings, read.Findings);
        Assert.Contains("\"passed\": true", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_it_in_words_and_escapes_what_is_not_ours()
    {
        var evidence = Evidence.Good() with { OutOfSource = [Evidence.Rows("<script>alert(1)</script>", 300, 0.8, 0.5, seed: 2)] };
        var page = GatePage.Render(new PromotionGate(Limits).Judge(evidence));

        Assert.Contains("The gate keeps the candidate out", page, StringComparison.Ordinal);
        Assert.Contains("ROC AUC on", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Limits_that_can_not_work_say_what_to_change() => Assert.Equal(
        ["Gate:Resamples must be from 100 to 100000.", "Gate:BetterWith must be from 0.5 to 1.", "Gate:OutOfSourceLoss must be from 0 to 1."],
        new GateLimits { Resamples = 1, BetterWith = 2, OutOfSourceLoss = double.NaN }.Faults());
}
