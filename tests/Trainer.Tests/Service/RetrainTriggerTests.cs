using FakeNews.Trainer.Service;

namespace FakeNews.Trainer.Tests.Service;

public sealed class RetrainTriggerTests
{
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
    public void All_trainers_give_the_same_reason_the_same_id_and_different_ones_different_ids()
    {
        Assert.Equal(new RetrainTrigger("labels", 3, "one says").Id, new RetrainTrigger("labels", 3, "another says").Id);
        Assert.Equal(4, new[] { new RetrainTrigger("labels", 3, ""), new("labels", 4, ""), new("schedule", 3, ""), RetrainTrigger.ByHand("x", "") }.Select(static trigger => trigger.Id).Distinct().Count());
        Assert.Equal(RetrainTrigger.ByHand("x", "").Id, RetrainTrigger.ByHand("x", "other words").Id);
    }
}
