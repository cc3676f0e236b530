using FakeNews.Trainer.Runs;

namespace FakeNews.Trainer.Tests.Runs;

public sealed class ThresholdChoiceTests
{
    [Fact]
    public void The_promised_shares_hold_on_the_rows_it_chose_by()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var labels = Enumerable.Range(0, 400).Select(_ => random.Next(2)).ToArray();
            var scores = labels.Select(label => Math.Clamp((label == 0 ? 0.75 : 0.3) + ((random.NextDouble() - 0.5) * 0.7), 0, 1)).ToArray();

            var bounds = ThresholdChoice.Choose(labels, scores);

            Assert.InRange(bounds.Review, 0.001, bounds.Flag);
            Assert.InRange(bounds.Flag, 0.5, 1);
            Assert.True(Share(1, score => score >= bounds.Flag) <= ThresholdChoice.FalseFlags);
            Assert.True(Share(0, score => score < bounds.Review) <= ThresholdChoice.Missed);

            double Share(int label, Func<double, bool> test) => scores.Where((_, i) => labels[i] == label).Average(score => test(score) ? 1.0 : 0.0);
        }
    }

    [Fact]
    public void A_model_that_is_always_right_needs_no_review()
    {
        var bounds = ThresholdChoice.Choose([0, 0, 1, 1], [0.9, 0.8, 0.1, 0.2]);

        Assert.Equal((0.5, 0.5), (bounds.Flag, bounds.Review));
    }
}
