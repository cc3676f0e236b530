using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class TrainingOptionTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 1, BatchRows = 8, LearningRate = 1e-3, WarmUpSteps = 0 };

    [Theory]
    [InlineData("", 1)]
    [InlineData("embeddings,0", 1)]
    [InlineData("1", 2)]
    public void Frozen_parts_stay_as_they_are_and_all_others_move(string freeze, int lanes)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(layers: 2), 5);
        var before = network.Parameters.ToArrays();
        Train(network, Options with { Freeze = freeze, Lanes = lanes });
        var after = network.Parameters.ToArrays();
        var frozen = FrozenParts.Parse(freeze, 2);

        Assert.All(before, item => Assert.Equal(frozen.Contains(item.Key), item.Value.Values.SequenceEqual(after[item.Key].Values)));
        Assert.Equal(freeze.Contains("embeddings", StringComparison.Ordinal), frozen.Contains("embeddings.LayerNorm.bias"));
        Assert.False(frozen.Contains("classifier.weight"));
    }

    [Theory]
    [InlineData("0-2")]
    [InlineData("1-0")]
    [InlineData("pooler")]
    [InlineData("-1")]
    public void A_part_that_is_not_there_is_named(string freeze) =>
        Assert.Contains($"'{freeze}'", Assert.Throws<InvalidDataException>(() => FrozenParts.Parse(freeze, 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_rate_falls_by_its_factor_from_layer_to_layer()
    {
        Assert.Equal(1, ParameterDepth.RateFactor("classifier.weight", 6, 0.5));
        Assert.Equal(1, ParameterDepth.RateFactor("pooler.dense.weight", 6, 0.5));
        Assert.Equal(0.5, ParameterDepth.RateFactor("encoder.layer.5.output.dense.weight", 6, 0.5));
        Assert.Equal(0.25, ParameterDepth.RateFactor("transformer.layer.4.ffn.lin1.bias", 6, 0.5));
        Assert.Equal(1 / 128.0, ParameterDepth.RateFactor("embeddings.word_embeddings.weight", 6, 0.5));
    }

    [Fact]
    public void A_layers_first_update_is_as_long_as_its_rate()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(layers: 2), 5);
        using var optimizer = new AdamW(network.Parameters, 0, name => ParameterDepth.RateFactor(name, 2, 0.1));
        var before = network.Parameters.ToArrays();
        optimizer.Step([.. network.Parameters.Select(p => ones_like(p.Value))], 1e-2);
        var after = network.Parameters.ToArrays();
        double Moved(string name) => before[name].Values[0] - after[name].Values[0];

        Assert.Equal(1e-2, Moved("classifier.weight"), 1e-6);
        Assert.Equal(1e-3, Moved("encoder.layer.1.bottleneck.input.dense.weight"), 1e-6);
        Assert.Equal(1e-5, Moved("embeddings.embedding_transformation.weight"), 1e-6);
    }

    [Fact]
    public void Our_own_pass_updates_as_pytorchs_operations_do()
    {
        // Larger than a piece that one thread takes, and no multiple of a vector's width.
        var config = RandomNetwork.Config() with { VocabularySize = 6007 };
        using var ours = RandomNetwork.Make(config, 5);
        using var theirs = RandomNetwork.Make(config, 5);
        using var fused = new AdamW(ours.Parameters, 0.1, isFused: true);
        using var plain = new AdamW(theirs.Parameters, 0.1, isFused: false);
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        for (var step = 0; step < 5; step++)
        {
            Tensor[] gradients = [.. ours.Parameters.Select(p => randn(p.Value.shape, generator: generator))];
            fused.Step(gradients, 1e-2, 0.3);
            plain.Step(gradients, 1e-2, 0.3);
        }

        Assert.True(ours.Parameters[MobileBert.WordEmbeddings].numel() > 1 << 15);
        Assert.All(ours.Parameters.Zip(theirs.Parameters), pair => Assert.True(pair.First.Value.allclose(pair.Second.Value, 1e-5, 1e-6), pair.First.Key));
        Assert.All(fused.Moments.Zip(plain.Moments), pair => Assert.True(pair.First.Second.allclose(pair.Second.Second, 1e-5, 1e-7), pair.First.Name));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.1)]
    [InlineData(3, 0)]
    public void Class_weights_are_pytorchs_whatever_the_lanes(int lanes, double smoothing)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), 4);
        var rows = RandomNetwork.Samples(new Random(4), 9, 9, 9, 12, 12).Select((sample, i) => sample with { Label = i == 2 ? 1 : 0 }).ToArray();
        var weights = ClassWeights.Parse("balanced", [.. rows.Select(row => row.Label)]);
        Assert.Equal(new ClassWeights(5 / 8.0, 5 / 2.0), weights);
        using var scope = NewDisposeScope();
        var batch = Batch.Of(rows, 0, CPU);
        var classes = tensor([(float)weights.Fake, (float)weights.Real]);
        var logits = network.Forward(batch.Ids, batch.Mask);
        var truth = nn.CrossEntropyLoss(classes).forward(logits, tensor(rows.Select(row => (long)row.Label).ToArray())).item<float>();
        var spread = (nn.functional.log_softmax(logits, 1) * classes).sum().item<float>() / rows.Sum(row => weights[row.Label]);
        var expected = ((1 - smoothing) * truth) - (smoothing / 2 * spread);
        using var threads = new LaneThreads(lanes);
        using var gradients = new GradientLanes(network, Options with { LabelSmoothing = smoothing }, CPU, threads, 0, weights);

        Assert.Equal(expected, gradients.Add(rows, 1), 1e-5);
    }

    [Theory]
    [InlineData("none", 1, 1)]
    [InlineData("0.5,2", 0.5, 2)]
    public void Class_weights_are_read(string text, double fake, double real) => Assert.Equal(new ClassWeights(fake, real), ClassWeights.Parse(text, [0, 1, 1]));

    [Theory]
    [InlineData("1")]
    [InlineData("1,-2")]
    [InlineData("1,x")]
    [InlineData("heavy")]
    public void Other_class_weights_are_refused(string text) => Assert.Contains($"'{text}'", Assert.Throws<InvalidDataException>(() => ClassWeights.Parse(text, [0, 1])).Message, StringComparison.Ordinal);

    [Fact]
    public void Bfloat16_products_give_nearly_the_same_logits_and_float32_gradients()
    {
        foreach (var name in new[] { "mobilebert-tiny", "tinybert-tiny", "distilbert-tiny" })
        {
            using var network = GoldenClassifier.WithoutDropout(name);
            var rows = RandomNetwork.Samples(new Random(1), 12, 20, 20);
            var exact = Predictor.Logits(network, rows, CPU);
            network.Parameters.Arithmetic = ScalarType.BFloat16;
            var rounded = Predictor.Logits(network, rows, CPU);
            using var threads = new LaneThreads(1);
            using var gradients = new GradientLanes(network, Options, CPU, threads, 0);
            gradients.Add(rows, 1);

            Assert.All(exact.Zip(rounded), pair => Assert.Equal(pair.First[0], pair.Second[0], 0.1));
            Assert.Contains(exact.Zip(rounded), pair => pair.First[0] != pair.Second[0]);
            Assert.All(gradients.Sum, gradient => Assert.Equal(ScalarType.Float32, gradient.dtype));
        }
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_refused_and_auto_does_without()
    {
        if (cuda.is_available())
        {
            Assert.True(TrainingDevice.IsGpu(TrainingDevice.Find("auto")));
            return;
        }

        Assert.Contains("--device cpu", Assert.Throws<InvalidDataException>(() => TrainingDevice.Find("cuda")).Message, StringComparison.Ordinal);
        Assert.Equal(CPU, TrainingDevice.Find("auto"));
        Assert.Equal(ScalarType.Float32, TrainingDevice.Arithmetic("auto", CPU));
    }

    private static void Train(MobileBert network, TrainingOptions options)
    {
        var samples = RandomNetwork.Samples(new Random(2), 6, 9, 9, 12, 15, 15, 20, 20).Select((sample, i) => new TokenizedArticle(sample.Ids, [], [], i % 2)).ToArray();
        new TrainingLoop(network, new WholeArticles(samples, 40), [.. samples.Select(sample => new Sample(sample.Whole, sample.Label))], options, CPU, new Observers()).Run(false, TestContext.Current.CancellationToken);
    }
}
