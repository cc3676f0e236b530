using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Training;

/// <summary>What native code reads must outlive the reading, whenever garbage is collected.</summary>
[Collection(TorchCollection.Name)]
public sealed class CollectionTests
{
    [Fact]
    public void Steps_go_on_while_garbage_is_collected_all_the_time()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), 4);
        var rows = RandomNetwork.Samples(new Random(4), 9, 9, 12, 15).Select((sample, i) => sample with { Label = i % 2, Taught = i }).ToArray();
        var options = new TrainingOptions { LabelSmoothing = 0.1, TaughtShare = 0.4 };
        using var optimizer = new AdamW(network.Parameters, 0.01);
        using var threads = new LaneThreads(4);
        var isDone = false;
        var collecting = new Thread(() =>
        {
            while (!Volatile.Read(ref isDone))
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
        })
        {
            IsBackground = true,
        };
        collecting.Start();
        var losses = new List<double>();
        for (var step = 0; step < 60; step++)
        {
            using var scope = NewDisposeScope();
            using var gradients = new GradientLanes(network, options, CPU, threads, step);
            losses.Add(gradients.Add(rows, 1));
            optimizer.Step(gradients.Sum, 1e-3, gradients.Clip(1).Scale);
        }

        Volatile.Write(ref isDone, true);
        collecting.Join();
        Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
        Assert.True(losses[^1] < losses[0]);
    }
}
