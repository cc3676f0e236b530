using FakeNews.Trainer.Claims;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Trainer.Tests.Claims;

public sealed class ClaimLedgerTests
{
    // Three trainers that say anything at any time about two triggers: as a paused, a late and a restarted process do.
    private static Arbitrary<ClaimRecord[]> Anything => Arb.From(Gen.ArrayOf(
        from kind in Gen.Choose(0, 3)
        from trigger in Gen.Choose(0, 1)
        from trainer in Gen.Choose(0, 2)
        from epoch in Gen.Choose(1, 3)
        select new ClaimRecord((ClaimKind)kind, $"trigger {trigger}", $"trainer {trainer}", epoch, DateTimeOffset.UnixEpoch, "labels", trigger + 1)));

    [Fact]
    public void Whatever_is_said_a_trigger_is_published_at_most_once_and_by_the_owner_of_its_latest_claim() => Prop.ForAll(
        Anything,
        static records =>
        {
            var ledger = new ClaimLedger();
            var published = new HashSet<string>();
            foreach (var record in records)
            {
                var before = ledger.Triggers.GetValueOrDefault(record.Trigger);
                if (ledger.Take(record) && record.Kind == ClaimKind.Publish
                    && (!published.Add(record.Trigger) || before is null || before.Owner != record.Trainer || before.Epoch != record.Epoch))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_it_was_published_nobody_takes_it_over() => Prop.ForAll(
        Anything,
        static records =>
        {
            var ledger = new ClaimLedger();
            foreach (var record in records)
            {
                var before = ledger.Triggers.GetValueOrDefault(record.Trigger);
                ledger.Take(record);
                var after = ledger.Triggers.GetValueOrDefault(record.Trigger);
                if (before is { Published: true } && (after!.Owner != before.Owner || !after.Published))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_two_that_claim_at_a_time_the_first_wins_and_who_takes_over_shuts_the_late_one_out()
    {
        var ledger = new ClaimLedger();

        Assert.True(ledger.Take(Say(ClaimKind.Claim, "a", 1)));
        Assert.False(ledger.Take(Say(ClaimKind.Claim, "b", 1)));
        Assert.False(ledger.Take(Say(ClaimKind.Publish, "b", 1)));
        Assert.True(ledger.Take(Say(ClaimKind.Renew, "a", 1)));
        Assert.True(ledger.Take(Say(ClaimKind.Claim, "b", 2)));
        Assert.False(ledger.Take(Say(ClaimKind.Publish, "a", 1)));
        Assert.True(ledger.Take(Say(ClaimKind.Publish, "b", 2)));
        Assert.False(ledger.Take(Say(ClaimKind.Publish, "b", 2)));
        Assert.True(ledger.Take(Say(ClaimKind.Done, "b", 2)));
        Assert.Equal(7, ledger.HighestRound("labels"));
        Assert.Equal(0, ledger.HighestRound("schedule"));

        static ClaimRecord Say(ClaimKind kind, string trainer, int epoch) => new(kind, "t", trainer, epoch, DateTimeOffset.UnixEpoch, "labels", 7);
    }
}
