using FakeNews.Trainer.Training;

namespace FakeNews.Trainer.Tests.Training;

public sealed class EpochReportTests
{
    [Theory]
    [InlineData(0.99, 0.5, 0.98, 0.1, true)]
    [InlineData(0.98, 0.1, 0.99, 0.5, false)]
    [InlineData(0.99, 0.1, 0.99, 0.5, true)]
    [InlineData(0.99, 0.5, 0.99, 0.5, false)]
    [InlineData(0.99, double.NaN, 0.99, 0.5, false)]
    public void F1_decides_and_of_equals_the_loss(double score, double loss, double earlierScore, double earlierLoss, bool isBetter) =>
        Assert.Equal(isBetter, Report(score, loss).IsBetterThan(Report(earlierScore, earlierLoss)));

    private static EpochReport Report(double score, double loss) => new(1, 0, loss, 0, score, Best: false);
}
