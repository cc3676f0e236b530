using FakeNews.Trainer.Export;

namespace FakeNews.Trainer.Tests.Export;

public sealed class GraphAgreementTests
{
    private static readonly float[][] Expected = [.. Enumerable.Range(0, 1000).Select(i => new[] { 0f, (i - 499.5f) / 100 })];

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Two_flipped_labels_in_a_thousand_are_the_most(int flipped, bool isAccepted)
    {
        var actual = Expected.Select((row, i) => Math.Abs(i - 500) < flipped && i >= 500 ? [0f, -row[1]] : row).ToArray();
        var agreement = GraphAgreement.Measure(Expected, actual);

        Assert.Equal(flipped / 1000.0, agreement.LabelFlips, 9);
        Assert.Equal(isAccepted, Record.Exception(() => agreement.Require(GraphPrecision.Bytes)) is null);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void One_probability_in_a_hundred_may_move_far(int moved, bool isAccepted)
    {
        var actual = Expected.Select((row, i) => i < moved ? [0f, -1f] : row).ToArray();
        var agreement = GraphAgreement.Measure(Expected, actual);

        Assert.Equal(0, agreement.LabelFlips);
        Assert.Equal(isAccepted, Record.Exception(() => agreement.Require(GraphPrecision.Fp16)) is null);
        Assert.Throws<InvalidDataException>(() => agreement.Require(GraphPrecision.Fp32));
    }

    [Fact]
    public void What_is_not_a_number_is_never_accepted()
    {
        var agreement = GraphAgreement.Measure([[0f, 1f]], [[float.NaN, 1f]]);

        Assert.All(Enum.GetValues<GraphPrecision>(), precision => Assert.Throws<InvalidDataException>(() => agreement.Require(precision)));
    }

    [Fact]
    public void Temperature_decides_how_far_a_logit_moves_a_probability()
    {
        float[][] moved = [.. Expected.Select(row => new[] { 0f, row[1] + 0.2f })];

        Assert.True(GraphAgreement.Measure(Expected, moved, 4).ProbabilityDifferenceP99 < GraphAgreement.Measure(Expected, moved).ProbabilityDifferenceP99 / 2);
    }
}
