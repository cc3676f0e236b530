using FakeNews.Grains.Models;
using FsCheck;
using FsCheck.Fluent;

namespace FakeNews.Grains.Tests.Models;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(0, 0, 1, 0.5)]
    [InlineData(2, 0, 1, 0.8807970779778823)]
    [InlineData(2, 0, 2, 0.7310585786300049)]
    [InlineData(1e30, -1e30, 1, 1)]
    [InlineData(-1e30, 1e30, 1, 0)]
    public void Softmax_of_the_scaled_logits(double fake, double real, double temperature, double expected) =>
        Assert.Equal(expected, Calibration.FakeProbability(fake, real, temperature), 12);

    [Fact]
    public void Is_a_probability_that_keeps_the_order_of_the_logits() => Prop.ForAll(
        Gen.Choose(-5000, 5000).Three().ToArbitrary(),
        values =>
        {
            var (fake, real, temperature) = (values.Item1 / 100.0, values.Item2 / 100.0, (Math.Abs(values.Item3) + 1) / 100.0);
            var probability = Calibration.FakeProbability(fake, real, temperature);
            return probability is >= 0 and <= 1 && (fake >= real ? probability >= 0.5 : probability < 0.5);
        }).Check(Config.QuickThrowOnFailure);
}
