using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class TrainingLoopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 3,
        BatchRows = 8,
        LearningRate = 3e-3,
        WarmUpSteps = 4,
        Patience = 3,
        CheckpointSteps = 5,
        Lanes = 2,
        LabelSmoothing = 0.05,
    };

    private static readonly MobileBertConfig Config = RandomNetwork.Config() with { HiddenDropout = 0.1, AttentionDropout = 0.1 };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_learns_what_a_word_tells()
    {
        var recorder = new Recorder();
        using var network = new MobileBert(RandomNetwork.Config(layers: 1));
        FanInInitialization.Apply(network, 1);
        var options = Options with { Epochs = 15, Patience = 15, BatchRows = 16, LearningRate = 1e-2, WarmUpSteps = 10 };
        new TrainingLoop(network, Telling(200), Telling(50, seed: 9).Epoch(0), options, CPU, recorder).Run(false, Now);

        Assert.InRange(recorder.Epochs.Max(epoch => epoch.Accuracy), 0.98, 1);
    }

    [Fact]
    public void A_training_that_was_stopped_goes_on_to_the_same_losses()
    {
        var whole = new Recorder();
        using var unbroken = Fresh();
        new TrainingLoop(unbroken, Telling(60), Telling(16, 9).Epoch(0), Options, CPU, whole).Run(false, Now);

        foreach (var stopAfter in new[] { 3, 8, 13 })
        {
            using var stop = new CancellationTokenSource();
            var checkpoint = new TrainingCheckpoint(Path.Combine(_folder, $"{stopAfter}.safetensors"), "the same");
            var parts = new Recorder(step => CancelAt(stop, step == stopAfter));
            using var first = Fresh();
            Assert.Throws<OperationCanceledException>(() =>
                new TrainingLoop(first, Telling(60), Telling(16, 9).Epoch(0), Options, CPU, parts, checkpoint).Run(false, stop.Token));

            using var second = Fresh(seed: 77);
            new TrainingLoop(second, Telling(60), Telling(16, 9).Epoch(0), Options, CPU, parts, checkpoint).Run(true, Now);

            Assert.Equal(whole.Steps.Select(step => (step.Step, step.Loss, step.GradientNorm)), parts.Steps.Select(step => (step.Step, step.Loss, step.GradientNorm)));
            Assert.Equal(whole.Epochs, parts.Epochs);
            Assert.All(unbroken.Parameters.Zip(second.Parameters), pair => Assert.True(pair.First.Value.eq(pair.Second.Value).all().item<bool>(), pair.First.Key));
        }
    }

    [Fact]
    public void A_training_stopped_in_its_first_epoch_leaves_what_it_learned_so_far()
    {
        using var stop = new CancellationTokenSource();
        var path = Path.Combine(_folder, "first.safetensors");
        using var network = Fresh();
        var before = network.Parameters.ToArrays();
        var recorder = new Recorder(step => CancelAt(stop, step == 3));
        Assert.Throws<OperationCanceledException>(() =>
            new TrainingLoop(network, Telling(60), Telling(16, 9).Epoch(0), Options, CPU, recorder, new TrainingCheckpoint(path, "one")).Run(false, stop.Token));

        var kept = TrainingCheckpoint.LoadBest(path)!["classifier.weight"].Values;
        Assert.Equal(network.Parameters.ToArrays()["classifier.weight"].Values, kept);
        Assert.NotEqual(before["classifier.weight"].Values, kept);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        using var network = Fresh();
        var path = Path.Combine(_folder, "c.safetensors");
        new TrainingLoop(network, Telling(16), Telling(8).Epoch(0), Options with { Epochs = 1 }, CPU, new Recorder(), new TrainingCheckpoint(path, "one")).Run(false, Now);

        var refused = Assert.Throws<InvalidDataException>(() =>
            new TrainingLoop(network, Telling(16), Telling(8).Epoch(0), Options, CPU, new Recorder(), new TrainingCheckpoint(path, "another")).Run(true, Now));
        Assert.Contains("another training", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Live_tensors_do_not_grow_over_500_steps()
    {
        using var network = Fresh();
        var (early, late) = (0L, 0L);
        var recorder = new Recorder(step =>
        {
            early = step == 20 ? Tensor.TotalCount : early;
            late = step == 500 ? Tensor.TotalCount : late;
        });
        new TrainingLoop(network, Telling(80), Telling(8).Epoch(0), Options with { Epochs = 50, Patience = 50 }, CPU, recorder).Run(false, Now);

        Assert.NotEqual(0, early);
        Assert.Equal(early, late);
    }

    [Fact]
    public void The_row_of_padding_keeps_its_zeros()
    {
        using var network = Fresh();
        new TrainingLoop(network, Telling(32), Telling(8).Epoch(0), Options, CPU, new Recorder()).Run(false, Now);

        Assert.True(network.Parameters[MobileBert.WordEmbeddings][0].eq(0).all().item<bool>());
        Assert.False(network.Parameters[MobileBert.WordEmbeddings][7].eq(0).all().item<bool>());
    }

    [Fact]
    public void Padding_changes_no_logit_of_a_trained_network()
    {
        using var network = Fresh();
        new TrainingLoop(network, Telling(32), Telling(8).Epoch(0), Options, CPU, new Recorder()).Run(false, Now);
        var samples = RandomNetwork.Samples(new Random(3), 4, 9, 17, 40);
        var together = Predictor.Logits(network, samples, CPU);

        Assert.All(samples.Zip(together), pair =>
        {
            var alone = Predictor.Logits(network, [pair.First], CPU)[0];
            Assert.Equal(alone[0], pair.Second[0], 1e-5);
            Assert.Equal(alone[1], pair.Second[1], 1e-5);
        });
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    public void Lanes_and_accumulation_give_the_gradient_of_one_batch(int lanes, int accumulation)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), 4);
        var rows = RandomNetwork.Samples(new Random(4), 9, 9, 9, 9, 12, 12, 12, 12);
        using var scope = NewDisposeScope();
        using var one = new LaneThreads(1);
        using var several = new LaneThreads(lanes);
        using var whole = new GradientLanes(network, new TrainingOptions(), CPU, one, 0);
        using var parts = new GradientLanes(network, new TrainingOptions(), CPU, several, 0);

        var loss = whole.Add(rows, 1);
        var sum = rows.Chunk(rows.Length / accumulation).Sum(chunk => parts.Add(chunk, 1.0 / accumulation));

        Assert.Equal(loss, sum, 1e-6);
        Assert.All(whole.Sum.Zip(parts.Sum), pair => Assert.True(pair.First.allclose(pair.Second, 1e-4, 1e-6)));
    }

    private static void CancelAt(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private static MobileBert Fresh(int seed = 1)
    {
        var network = new MobileBert(Config);
        FanInInitialization.Apply(network, seed);
        return network;
    }

    /// <summary>Rows of chance words among which word 7 is only in real ones.</summary>
    private static WholeArticles Telling(int count, int seed = 3)
    {
        var random = new Random(seed);
        return new WholeArticles(
            [.. Enumerable.Range(0, count).Select(i =>
            {
                ushort[] ids = [2, .. Enumerable.Range(0, random.Next(4, 20)).Select(_ => (ushort)random.Next(10, 60)), 3];
                ids[random.Next(1, ids.Length - 1)] = i % 2 == 1 ? (ushort)7 : ids[1];
                return new TokenizedArticle(ids, [], [], i % 2);
            })],
            40);
    }

    private sealed class Recorder(Action<int>? onStep = null) : ITrainingObserver
    {
        public List<StepReport> Steps { get; } = [];

        public List<EpochReport> Epochs { get; } = [];

        public void OnStep(StepReport step)
        {
            Steps.Add(step);
            onStep?.Invoke(step.Step);
        }

        public void OnEpoch(EpochReport epoch) => Epochs.Add(epoch);
    }
}
