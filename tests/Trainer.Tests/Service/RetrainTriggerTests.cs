using FakeNews.Grains.Contracts;
using FakeNews.Grains.Drift;
using FakeNews.Trainer.Service;

namespace FakeNews.Trainer.Tests.Service;

public sealed class RetrainTriggerTests
{
    private static readonly ModelIdentity Model = new("demo", "1.0.0", new string('a', 64)), Other = new("demo", "0.9.0", new string('b', 64));
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData(199, 0, null)]
    [InlineData(200, 0, 1L)]
    [InlineData(399, 1, null)]
    [InlineData(400, 1, 2L)]
    [InlineData(1000, 1, 5L)]
    [InlineData(300, 2, null)]
    public void Every_two_hundred_labels_once(int usable, long claimed, long? round) =>
        Assert.Equal(round, RetrainTrigger.Due(usable, 200, null, Now, _ => claimed)?.Round);

    [Fact]
    public void A_schedule_has_a_number_for_each_period_and_waits_for_a_first_label()
    {
        var due = RetrainTrigger.Due(10, 0, TimeSpan.FromDays(1), Now, _ => 0)!;

        Assert.Equal(("schedule", Now.UtcTicks / TimeSpan.TicksPerDay), (due.Series, due.Round));
        Assert.Null(RetrainTrigger.Due(10, 0, TimeSpan.FromDays(1), Now.AddHours(1), _ => due.Round));
        Assert.NotNull(RetrainTrigger.Due(10, 0, TimeSpan.FromDays(1), Now.AddDays(1), _ => due.Round));
        Assert.Null(RetrainTrigger.Due(0, 0, TimeSpan.FromDays(1), Now, _ => 0));
    }

    [Fact]
    public void A_drift_is_one_reason_from_the_first_measure_until_none_drifts_any_more()
    {
        var first = RetrainTrigger.ByDrift(Drift(true, Line(4, DriftMeasure.FlagRate)))!;
        Assert.Equal(("drift", 4L), (first.Series, first.Round));
        Assert.Contains("FlagRate", first.Why, StringComparison.Ordinal);
        Assert.Equal(first.Id, RetrainTrigger.ByDrift(Drift(true, Line(4, DriftMeasure.FlagRate), Line(5, DriftMeasure.Length)))!.Id);
        Assert.Equal(first.Id, RetrainTrigger.ByDrift(Drift(true, Line(4, DriftMeasure.FlagRate), Line(5, DriftMeasure.Length), Line(6, DriftMeasure.FlagRate, DriftEventKind.Ended)))!.Id);

        var over = new[] { Line(4, DriftMeasure.FlagRate), Line(5, DriftMeasure.FlagRate, DriftEventKind.Ended) };
        Assert.Null(RetrainTrigger.ByDrift(Drift(false, over)));
        var second = RetrainTrigger.ByDrift(Drift(true, [.. over, Line(6, DriftMeasure.FlagRate)]))!;
        Assert.Equal(6, second.Round);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void The_drift_of_a_model_before_and_numbers_that_begin_anew_are_other_reasons()
    {
        Assert.Null(RetrainTrigger.ByDrift(new(null, null, 0, 2000, false, [], [])));
        Assert.Equal(5, RetrainTrigger.ByDrift(Drift(true, Line(4, DriftMeasure.FlagRate) with { Model = Other }, Line(5, DriftMeasure.FlagRate)))!.Round);
        Assert.Equal(5, RetrainTrigger.ByDrift(Drift(true, Line(4, DriftMeasure.FlagRate) with { At = Now.AddHours(-2) }, Line(5, DriftMeasure.Length)))!.Round);
        Assert.NotEqual(
            RetrainTrigger.ByDrift(Drift(true, Line(1, DriftMeasure.FlagRate)))!.Id,
            RetrainTrigger.ByDrift(Drift(true, Line(1, DriftMeasure.FlagRate) with { At = Now.AddHours(3) }))!.Id);
    }

    [Fact]
    public void All_trainers_give_the_same_reason_the_same_id_and_different_ones_different_ids()
    {
        Assert.Equal(new RetrainTrigger("labels", 3, "one says").Id, new RetrainTrigger("labels", 3, "another says").Id);
        Assert.Equal(4, new[] { new RetrainTrigger("labels", 3, ""), new("labels", 4, ""), new("schedule", 3, ""), RetrainTrigger.ByHand("x", "") }.Select(static trigger => trigger.Id).Distinct().Count());
        Assert.Equal(RetrainTrigger.ByHand("x", "").Id, RetrainTrigger.ByHand("x", "other words").Id);
    }

    private static DriftReport Drift(bool drifting, params DriftEvent[] lines) => new(Model, Now.AddHours(-1), 5000, 2000, drifting, [], [.. lines]);

    private static DriftEvent Line(long sequence, DriftMeasure measure, DriftEventKind kind = DriftEventKind.Began) =>
        new(sequence, Now.AddMinutes(sequence), kind, measure, Model, ReferenceOrigin.Learned, 3000, 0.3, 1e-9);
}
