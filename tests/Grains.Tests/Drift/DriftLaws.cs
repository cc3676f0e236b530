using FakeNews.Grains.Drift;

namespace FakeNews.Grains.Tests.Drift;

/// <summary>What holds over many streams.</summary>
public sealed class DriftLaws
{
    public static TheoryData<DriftMeasure> Changes => [.. DriftBins.Measures];

    [Fact]
    public void Unchanged_streams_alarm_no_more_often_than_stated()
    {
        // The index is no help here: the test alone must hold the rate, over all looks of the horizon.
        const int Streams = 200;
        var options = new DriftOptions { LearnFrom = 500, Window = 100, Step = 20, Horizon = 2000, FalseAlarms = 0.2, MinimumPsi = 0 };
        var alarmed = 0;
        for (var seed = 1; seed <= Streams; seed++)
        {
            var (random, law, monitor) = (new Random(seed), new Draws(UnknownRate: 0.002), Draws.Monitor(options));
            for (var i = 0; i < options.LearnFrom + options.Horizon; i++)
            {
                monitor.Add(law.Next(random), DateTimeOffset.UnixEpoch);
            }

            alarmed += monitor.Record.Events.IsEmpty ? 0 : 1;
        }

        Assert.InRange(alarmed, 0, Streams * options.FalseAlarms);
    }

    [Fact]
    public void Five_thousand_unchanged_articles_alarm_nobody_with_the_defaults()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            var (random, law, monitor) = (new Random(seed), new Draws(UnknownRate: 0.002), Draws.Monitor());
            for (var i = 0; i < 7000; i++)
            {
                monitor.Add(law.Next(random), DateTimeOffset.UnixEpoch);
            }

            Assert.Empty(monitor.Record.Events);
            Assert.All(monitor.Report().Measures, measure => Assert.Equal(DriftState.Steady, measure.State));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_seen_within_500_articles_and_named(DriftMeasure changed)
    {
        var other = changed switch
        {
            DriftMeasure.FlagRate or DriftMeasure.Probability => new Draws(FlagRate: 0.5),
            DriftMeasure.Length => new Draws(LengthScale: 1.6),
            DriftMeasure.UnknownPieces => new Draws(UnknownRate: 0.03),
            DriftMeasure.Language => new Draws(OtherLanguage: 0.3),
            _ => new Draws(Publishers: ["The Herald", "The Post", "Another"]),
        };
        for (var seed = 1; seed <= 20; seed++)
        {
            var (random, monitor) = (new Random(seed), Draws.Monitor());
            foreach (var sample in new Draws().Take(random, 2500).Concat(other.Take(random, 500)))
            {
                monitor.Add(sample, DateTimeOffset.UnixEpoch);
            }

            Assert.Contains(monitor.Record.Events, line => line.Measure == changed && line.Articles is > 2500 and <= 3000);
            // Flags follow the probability; nothing else of the stream has changed.
            Assert.All(monitor.Record.Events, line => Assert.True(
                line.Measure == changed || (line.Measure, changed) is (DriftMeasure.FlagRate or DriftMeasure.Probability, DriftMeasure.FlagRate or DriftMeasure.Probability or DriftMeasure.Language),
                $"{line.Measure} drifted where {changed} had changed."));
        }
    }
}
