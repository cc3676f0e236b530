using FakeNews.Trainer.Evaluation;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Evaluation;

public sealed class TemperatureCalibrationTests
{
    [Theory]
    [InlineData("overconfident")]
    [InlineData("underconfident")]
    [InlineData("three classes")]
    public void Temperature_loss_and_error_equal_the_reference(string name)
    {
        var golden = Golden.Json("calibration/temperature.json").EnumerateArray().Single(item => item.Text("name") == name);
        var rows = golden.GetProperty("logits").EnumerateArray().Select(static row => row.EnumerateArray().Select(static cell => cell.GetSingle()).ToArray()).ToArray();
        var fitted = TemperatureCalibration.Fit([.. rows.SelectMany(static row => row)], rows[0].Length, golden.Integers("labels"));
        Near.Equal(golden.Number("temperature"), fitted.Temperature, 1e-9);
        Near.Equal(golden.Number("nll_before"), fitted.LossBefore, 1e-12);
        Near.Equal(golden.Number("nll_after"), fitted.LossAfter, 1e-12);
        Near.Equal(golden.Number("ece_before"), fitted.ErrorBefore, 1e-9);
        Near.Equal(golden.Number("ece_after"), fitted.ErrorAfter, 1e-9);
        Assert.False(fitted.IsAtLimit);
    }

    [Fact]
    public void A_model_that_is_always_right_has_no_optimum_and_says_so()
    {
        var fitted = TemperatureCalibration.Fit([2f, -2f, -1f, 1f], 2, [0, 1]);
        Assert.True(fitted.IsAtLimit);
        Assert.Equal(1e-3, fitted.Temperature, 1e-12);
    }

    [Fact]
    public void A_model_that_is_always_wrong_is_made_unsure()
    {
        var fitted = TemperatureCalibration.Fit([2f, -2f, -1f, 1f], 2, [1, 0]);
        Assert.True(fitted.IsAtLimit);
        Assert.Equal(0.5, fitted.ProbabilityOfReal(2, -2), 1e-2);
    }

    [Fact]
    public void Logits_that_are_not_finite_are_refused() =>
        Assert.Throws<ArgumentException>(static () => TemperatureCalibration.Fit([float.NaN, 0f], 2, [1]));
}
