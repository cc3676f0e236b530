using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using FakeNews.Trainer.Variety;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Variety;

[Collection(TorchCollection.Name)]
public sealed class SourceBoundaryTests
{
    [Fact]
    public void It_lies_between_the_labels_whatever_the_sizes_of_sets_and_labels()
    {
        // Fake around 1, real around 3: a network that calls all of it real.
        var random = new Random(1);
        List<(double, int)> Set(int fake, int real) => [.. Enumerable.Range(0, fake + real).Select(i => ((i < fake ? 1.0 : 3.0) + (random.NextDouble() * 4) - 2, i < fake ? 0 : 1))];

        Assert.InRange(SourceBoundary.Fit([Set(2000, 2000)]).LogOdds, 1.9, 2.1);
        Assert.InRange(SourceBoundary.Fit([Set(3000, 300), Set(500, 2000)]).LogOdds, 1.8, 2.2);
    }

    [Fact]
    public void A_large_set_does_not_decide_alone()
    {
        var random = new Random(2);
        List<(double, int)> Around(double middle, int count) => [.. Enumerable.Range(0, count).Select(i => (middle + (i % 2 == 0 ? -1 : 1) + (random.NextDouble() * 4) - 2, i % 2))];

        Assert.InRange(SourceBoundary.Fit([Around(0, 4000), Around(2, 400)]).LogOdds, 0.8, 1.2);
    }

    [Fact]
    public void Sets_of_one_label_and_scores_that_say_the_opposite_leave_it_where_it_is()
    {
        Assert.Equal(0, SourceBoundary.Fit([[(1, 0), (2, 0)]]).LogOdds);
        Assert.Equal(0, SourceBoundary.Fit([[(3, 0), (2, 0), (1, 1), (0, 1)]]).LogOdds);
    }

    [Fact]
    public void It_goes_no_further_than_a_set_can_bear()
    {
        // Fakes at -5 to -2, real ones at 2 to 5, and one of each on the other side.
        List<(double, int)> set = [(-5, 0), (-4, 0), (-3, 0), (-2, 0), (-3.5, 1), (2, 1), (3, 1), (4, 1), (5, 1), (4.5, 0)];

        Assert.Equal(1.5, new SourceBoundary(1.5).Sparing(set, 0).LogOdds);
        Assert.Equal(0, new SourceBoundary(-3.2).Sparing(set, 0).LogOdds);
        Assert.Equal(-3.75, new SourceBoundary(-3.2).Sparing(set, 0.1).LogOdds);
        Assert.Equal(-3.2, new SourceBoundary(-3.2).Sparing(set, 0.2).LogOdds);
        Assert.Equal(4.75, new SourceBoundary(9).Sparing(set, 0.2).LogOdds);
        Assert.Equal(7, new SourceBoundary(7).Sparing([], 0).LogOdds);
    }

    [Fact]
    public void Even_odds_move_there_and_nothing_else_changes()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), 4);
        var samples = RandomNetwork.Samples(new Random(4), 9, 12, 30);
        var before = Predictor.Logits(network, samples, CPU);
        new SourceBoundary(1.5).MoveToEvenOdds(network);
        var after = Predictor.Logits(network, samples, CPU);

        Assert.All(before.Zip(after), pair =>
        {
            Assert.Equal(pair.First[1] - pair.First[0] - 1.5, pair.Second[1] - pair.Second[0], 1e-4);
            Assert.Equal(pair.First.Sum(), pair.Second.Sum(), 1e-4);
            Assert.Equal(pair.Second[0], new SourceBoundary(1.5).Moved(pair.First)[0], 1e-4);
            Assert.Equal(pair.Second[1], new SourceBoundary(1.5).Moved(pair.First)[1], 1e-4);
        });
    }
}
