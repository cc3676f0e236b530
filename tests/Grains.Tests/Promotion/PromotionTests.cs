using FakeNews.Grains.Promotion;
using FakeNews.Grains.Registry;

namespace FakeNews.Grains.Tests.Promotion;

public sealed class PromotionTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_gated_candidate_goes_from_shadow_over_canary_to_active_and_the_history_says_why()
    {
        var registry = SupervisedRegistry.WithCandidate();

        Assert.Equal(RegistryVerb.Shadow, registry.Tick());
        Assert.Equal((100, 0), (registry.State.Candidate!.ShadowPercent, registry.State.Candidate.CanaryPercent));
        registry.Time.Advance(TimeSpan.FromHours(2));
        registry.Shadow = (1000, 7);
        Assert.Equal(RegistryVerb.Canary, registry.Tick());
        Assert.Equal((100, 5), (registry.State.Candidate!.ShadowPercent, registry.State.Candidate.CanaryPercent));
        registry.Time.Advance(TimeSpan.FromHours(1));
        registry.Canary = 500;
        Assert.Equal(RegistryVerb.Promote, registry.Tick());

        Assert.Equal((SupervisedRegistry.Second, SupervisedRegistry.First, null), (registry.State.Active, registry.State.Previous, registry.State.Candidate));
        Assert.Null(registry.Tick());
        var lines = registry.Record.Recent[^3..];
        Assert.All(lines, static line => Assert.Equal("system:promotion", line.Actor));
        Assert.Equal("The gate let it through; every device has prepared it. No limit is broken.", lines[0].Reason);
        Assert.Equal("In the shadow since 2026-05-01 12:00:00 UTC it was compared on 1000 articles; 7 change side (0.3 % to 1.4 %). No limit is broken.", lines[1].Reason);
        Assert.Equal("As the canary since 2026-05-01 14:00:00 UTC it judged 500 articles. No limit is broken.", lines[2].Reason);
    }

    [Fact]
    public void The_shadow_waits_for_its_time_and_for_its_articles()
    {
        var registry = SupervisedRegistry.WithCandidate();
        registry.Tick();
        registry.Shadow = (1000, 0);
        registry.Time.Advance(TimeSpan.FromHours(2) - Moment);
        Assert.Null(registry.Tick());
        Assert.Equal("It waits until 2026-05-01 14:00:00 UTC.", registry.Outlook!.Waits);

        registry.Shadow = (999, 0);
        registry.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(registry.Tick());
        Assert.Equal((999, 1000, "It waits for 1 more articles."), (registry.Outlook!.Articles, registry.Outlook.ArticlesNeeded, registry.Outlook.Waits));

        registry.Shadow = (1000, 0);
        Assert.Equal(RegistryVerb.Canary, registry.Tick());
    }

    [Fact]
    public void The_canary_waits_for_its_time_and_for_its_articles()
    {
        var registry = InCanary();
        registry.Canary = 500;
        registry.Time.Advance(TimeSpan.FromHours(1) - Moment);
        Assert.Null(registry.Tick());

        registry.Canary = 499;
        registry.Time.Advance(Moment);
        Assert.Null(registry.Tick());

        registry.Canary = 500;
        Assert.Equal(RegistryVerb.Promote, registry.Tick());
    }

    [Fact]
    public void It_never_goes_on_before_a_limit_could_have_stopped_it()
    {
        var registry = SupervisedRegistry.WithCandidate();
        (registry.Promotion.ShadowFor, registry.Promotion.ShadowArticles) = (TimeSpan.Zero, 0);
        registry.Tick();
        registry.Shadow = (registry.Limits.MinimumArticles - 1, 0);
        Assert.Null(registry.Tick());

        registry.Shadow = (registry.Limits.MinimumArticles, 0);
        Assert.Equal(RegistryVerb.Canary, registry.Tick());
    }

    [Fact]
    public void A_limit_goes_first_in_the_shadow_and_in_the_canary()
    {
        foreach (var registry in new[] { InShadow(), InCanary() })
        {
            registry.Time.Advance(TimeSpan.FromDays(1));
            (registry.Shadow, registry.Canary) = ((2000, 400), 1000);

            Assert.Equal(RegistryVerb.Reject, registry.Tick());

            Assert.Equal("system:limits", registry.Record.Recent[^1].Actor);
            Assert.Contains("Trial:MaximumFlipRate", registry.Record.Recent[^1].Reason, StringComparison.Ordinal);
            Assert.Null(registry.Tick());
            Assert.Equal(SupervisedRegistry.First, registry.State.Active);
        }
    }

    [Theory]
    [InlineData(RegistryVerb.Shadow, 100)]
    [InlineData(RegistryVerb.Shadow, 0)]
    [InlineData(RegistryVerb.Canary, 5)]
    [InlineData(RegistryVerb.Canary, 0)]
    public void A_share_that_a_person_gives_ends_it_also_where_the_share_is_the_same(RegistryVerb verb, double percent)
    {
        foreach (var registry in new[] { SupervisedRegistry.WithCandidate(), InShadow(), InCanary() })
        {
            var before = registry.State.Generation;
            registry.Must(verb, percent: percent);
            registry.Time.Advance(TimeSpan.FromDays(30));
            (registry.Shadow, registry.Canary) = ((100_000, 0), 100_000);

            Assert.Null(registry.Tick());
            Assert.Null(registry.Outlook);
            Assert.Equal(before + 1, registry.State.Generation);
            Assert.Equal(SupervisedRegistry.First, registry.State.Active);
        }
    }

    [Fact]
    public void A_rejection_by_a_person_and_a_rollback_end_it()
    {
        var rejected = InCanary();
        rejected.Must(RegistryVerb.Reject);
        Assert.Null(rejected.Tick());

        var rolled = SupervisedRegistry.Start();
        rolled.Prepare(SupervisedRegistry.Second, null);
        rolled.Must(RegistryVerb.Activate);
        rolled.Prepare(SupervisedRegistry.Third, PromotionWish.Automatic);
        rolled.Must(RegistryVerb.Rollback);
        rolled.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((CandidateStage.Ready, null), (rolled.State.Candidate!.Stage, rolled.State.Candidate.Promotion));
        Assert.Null(rolled.Tick());
    }

    [Fact]
    public void A_new_champion_is_watched_to_the_end_before_the_next_shadow_begins()
    {
        var registry = SupervisedRegistry.Start();
        registry.Prepare(SupervisedRegistry.Second, null);
        registry.Must(RegistryVerb.Activate);
        registry.Prepare(SupervisedRegistry.Third, PromotionWish.Gated);
        registry.Time.Advance(registry.Limits.RollbackWithin - Moment);
        Assert.Null(registry.Tick());
        Assert.Contains("Trial:RollbackWithin", registry.Outlook!.Waits, StringComparison.Ordinal);

        registry.Time.Advance(Moment);
        Assert.Equal(RegistryVerb.Shadow, registry.Tick());
    }

    [Fact]
    public void A_silo_that_is_away_or_has_not_loaded_it_is_waited_for()
    {
        var registry = InCanary();
        registry.Time.Advance(TimeSpan.FromHours(1));
        registry.Canary = 500;
        registry.IsOneSiloAway = true;
        Assert.Null(registry.Tick());
        Assert.Equal("It waits for away: The silo did not answer in time.", registry.Outlook!.Waits);

        registry.IsOneSiloAway = false;
        registry.Missing.Add(SupervisedRegistry.Second);
        Assert.Null(registry.Tick());
        Assert.Equal("It waits for here: The silo has not begun to load the model.", registry.Outlook!.Waits);

        registry.Missing.Clear();
        Assert.Equal(RegistryVerb.Promote, registry.Tick());
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(null, true, false)]
    [InlineData(PromotionWish.Gated, false, false)]
    [InlineData(PromotionWish.Gated, true, true)]
    [InlineData(PromotionWish.Automatic, false, true)]
    [InlineData(PromotionWish.Automatic, true, true)]
    public void It_goes_by_itself_where_the_gate_passed_it_and_the_silo_is_told_to_or_where_an_owner_wants_it(PromotionWish? wish, bool auto, bool goes)
    {
        var registry = SupervisedRegistry.WithCandidate(wish);
        registry.Promotion.Auto = auto;

        Assert.Equal(goes ? RegistryVerb.Shadow : null, registry.Tick());
    }

    [Fact]
    public void A_restart_keeps_the_time_of_a_stage_and_counts_its_articles_anew()
    {
        var registry = InShadow();
        registry.Shadow = (5000, 0);
        registry.Time.Advance(TimeSpan.FromHours(1));
        registry.Restart();
        registry.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(registry.Tick());
        Assert.Equal(("It waits for 1000 more articles.", registry.Time.GetUtcNow()), (registry.Outlook!.Waits, registry.Outlook.NotBefore));

        registry.Shadow = (1000, 0);
        Assert.Equal(RegistryVerb.Canary, registry.Tick());
        registry.Restart();
        registry.Time.Advance(TimeSpan.FromHours(1));
        registry.Canary = 500;
        Assert.Equal(RegistryVerb.Promote, registry.Tick());
    }

    [Fact]
    public void A_stop_by_a_person_outlives_a_restart()
    {
        var registry = InCanary();
        registry.Must(RegistryVerb.Canary, percent: 5);
        registry.Restart();
        registry.Time.Advance(TimeSpan.FromDays(1));
        (registry.Shadow, registry.Canary) = ((100_000, 0), 100_000);

        Assert.Null(registry.Tick());
    }

    [Fact]
    public void Shares_and_times_that_can_not_work_are_refused_with_a_sentence()
    {
        var check = new PromotionOptionsCheck();
        Assert.True(check.Validate(null, new()).Succeeded);
        foreach (var (options, name) in new (PromotionOptions, string)[]
        {
            (new() { ShadowPercent = 0 }, "ShadowPercent"), (new() { CanaryPercent = 101 }, "CanaryPercent"), (new() { CanaryPercent = double.NaN }, "CanaryPercent"),
            (new() { ShadowFor = -Moment }, "ShadowFor"), (new() { CanaryArticles = -1 }, "CanaryArticles"),
        })
        {
            Assert.Contains($"Promotion:{name}", check.Validate(null, options).FailureMessage, StringComparison.Ordinal);
        }
    }

    private static SupervisedRegistry InShadow()
    {
        var registry = SupervisedRegistry.WithCandidate();
        Assert.Equal(RegistryVerb.Shadow, registry.Tick());
        return registry;
    }

    private static SupervisedRegistry InCanary()
    {
        var registry = InShadow();
        registry.Time.Advance(TimeSpan.FromHours(2));
        registry.Shadow = (1000, 0);
        Assert.Equal(RegistryVerb.Canary, registry.Tick());
        return registry;
    }
}
