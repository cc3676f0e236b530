using FakeNews.Grains.Batching;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Batching;

/// <summary>The batcher's laws under any arrival pattern, number of lanes, run time and age cap.</summary>
public sealed class MicroBatcherLaws
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Every_article_is_handed_out_exactly_once_for_each_of_its_runs() => Check(scenario =>
    {
        var handedOut = scenario.Simulate().Takes.SelectMany(take => take.Batch.Items).Select(article => (article.Id, article.Returned)).ToList();
        return handedOut.Count == scenario.Arrivals.Count + scenario.Arrivals.Count(article => article.Again > 0) && handedOut.Distinct().Count() == handedOut.Count;
    });

    [Fact]
    public void Articles_of_a_batch_share_shape_and_model_and_keep_to_its_limit() => Check(scenario =>
        scenario.Simulate().Takes.All(take =>
            take.Batch.Items.Length <= scenario.Policy.LargestGroup(take.Batch.Shape)
            && take.Batch.Items.All(article => scenario.Policy.ShapeOf(article.Tokens) == take.Batch.Shape && article.Model == (string)take.Batch.Affinity)));

    [Fact]
    public void Exact_lengths_are_exact() => Check(scenario =>
        scenario.Policy is not ExactLengthPolicy || scenario.Simulate().Takes.All(take => take.Batch.Items.All(article => article.Tokens == take.Batch.Shape)));

    [Fact]
    public void No_lane_idles_while_an_article_waits() => Check(scenario => scenario.Simulate().IdleWhileWaiting == 0);

    [Fact]
    public void An_article_past_the_age_cap_is_never_passed_over_by_a_younger_batch() => Check(scenario =>
        scenario.Simulate().Takes.All(take =>
        {
            var oldest = take.Waiting.Min(article => article.CountsFrom);
            return take.At - oldest < scenario.MaximumWait || take.Batch.Items.Any(article => article.CountsFrom == oldest);
        }));

    [Fact]
    public void With_room_ahead_no_article_is_held_past_the_age_cap() => Check(scenario =>
        new Fleet(1, ahead: int.MaxValue, TimeSpan.FromMilliseconds(scenario.MaximumWait), _ => 10_000) is var fleet
        && scenario.Simulate(fleet).Takes.All(take => take.Batch.Items.All(article => article.Returned || take.At - article.At <= scenario.MaximumWait)));

    [Fact]
    public void Articles_of_equal_shape_keep_their_order() => Check(scenario =>
        scenario.Simulate().Takes.SelectMany(take => take.Batch.Items).Where(article => !article.Returned)
            .GroupBy(article => (article.Model, article.HeadStart, scenario.Policy.ShapeOf(article.Tokens)))
            .All(group => group.Select(article => article.Id).SequenceEqual(group.Select(article => article.Id).Order())));

    [Fact]
    public void A_batch_ahead_is_full_or_due() => Check(scenario =>
        scenario.Simulate().Takes.Where(take => take.Demand == Demand.Ahead).All(take =>
            take.Batch.Items.Length == scenario.Policy.LargestGroup(take.Batch.Shape) || take.At - take.Batch.Items[0].CountsFrom >= scenario.MaximumWait));

    private static void Check(Func<Scenario, bool> law) => Prop.ForAll(Scenario.Any, law).Check(Thorough);

    internal sealed record Scenario(IBatchPolicy Policy, int Lanes, int Ahead, int MaximumWait, int MillisecondsPerToken, IReadOnlyList<Arrival> Arrivals)
    {
        public static Arbitrary<Scenario> Any => Arb.From(
            from lanes in Gen.Choose(1, 4)
            from ahead in Gen.Choose(0, 2)
            from wait in Gen.Choose(0, 40)
            from speed in Gen.Choose(0, 3)
            from policy in Gen.OneOf(
                Gen.Constant<IBatchPolicy>(new ExactLengthPolicy(longestGrouped: 20, largestGroup: 4, tokenBudget: 64)),
                Gen.Constant<IBatchPolicy>(new PaddedTokenBudgetPolicy(bucketWidth: 8, tokenBudget: 64)))
            from articles in Gen.ListOf(
                from gap in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Choose(1, 5)), (1, Gen.Choose(20, 100)))
                from tokens in Gen.Frequency((3, Gen.Choose(3, 6)), (1, Gen.Choose(1, 40)))
                from model in Gen.Elements("old", "new")
                from headStart in Gen.Elements(0, 0, 0, 30)
                from again in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
                select (gap, tokens, model, headStart, again))
            select new Scenario(policy, lanes, ahead, wait, speed, Place(articles)));

        public Fleet Simulate(Fleet? fleet = null)
        {
            fleet ??= new Fleet(Lanes, Ahead, TimeSpan.FromMilliseconds(MaximumWait), tokens => 1 + (tokens * MillisecondsPerToken));
            fleet.Run(Policy, Arrivals);
            return fleet;
        }

        private static List<Arrival> Place(IEnumerable<(int Gap, int Tokens, string Model, int HeadStart, int Again)> articles)
        {
            List<Arrival> arrivals = [];
            var at = 0;
            foreach (var (gap, tokens, model, headStart, again) in articles)
            {
                at += gap;
                arrivals.Add(new(arrivals.Count, at, tokens, model, headStart, again));
            }

            return arrivals;
        }
    }
}
