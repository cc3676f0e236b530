using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Variety;

[Collection(TorchCollection.Name)]
public sealed class TaughtLossTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0.1, 2)]
    [InlineData(3, 0.05, 3)]
    public void Labels_and_teacher_share_the_loss_of_the_rows_that_have_one(int lanes, double smoothing, double temperature)
    {
        const double Share = 0.4;
        using var network = RandomNetwork.Make(RandomNetwork.Config(), 4);
        float?[] taught = [1.5f, null, -3, 0];
        var rows = RandomNetwork.Samples(new Random(4), 9, 9, 12, 15).Select((sample, i) => sample with { Label = i % 2, Taught = taught[i], IsLabelled = i != 2 }).ToArray();
        using var scope = NewDisposeScope();
        var expected = Predictor.Logits(network, rows, CPU).Zip(rows, (logits, row) =>
        {
            double LogSigmoid(double value) => -Math.Log(1 + Math.Exp(-value));
            var odds = (double)logits[1] - logits[0];
            var (real, fake) = (LogSigmoid(odds), LogSigmoid(-odds));
            var hard = -((1 - smoothing) * (row.Label == 1 ? real : fake)) - (smoothing / 2 * (real + fake));
            if (row.Taught is not { } teacher)
            {
                return hard;
            }

            var says = 1 / (1 + Math.Exp(-teacher / temperature));
            var soft = -temperature * temperature * ((says * LogSigmoid(odds / temperature)) + ((1 - says) * LogSigmoid(-odds / temperature)));
            var share = row.IsLabelled ? Share : 1;
            return ((1 - share) * hard) + (share * soft);
        }).Average();
        using var threads = new LaneThreads(lanes);
        using var gradients = new GradientLanes(network, new TrainingOptions { LabelSmoothing = smoothing, TaughtShare = Share, TeacherTemperature = temperature }, CPU, threads, 0);

        // Dropout is off in this network's config, so training's logits are prediction's.
        Assert.Equal(expected, gradients.Add(rows, 1), 1e-4);
    }
}
