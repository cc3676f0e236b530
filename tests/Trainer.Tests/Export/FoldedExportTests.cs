using FakeNews.Trainer.Export;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Export;

[Collection(TorchCollection.Name)]
public sealed class FoldedExportTests
{
    private static readonly int[] Lengths = [2, 3, 7, 7, 19, 40];

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(3, 3, 4)]
    public void Folding_changes_no_logit_and_leaves_only_identities(int seed, int layers, int feedForwards)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(layers, feedForwards), seed);
        var samples = RandomNetwork.Samples(new Random(seed), Lengths);
        var before = Predictor.Logits(network, samples, CPU);

        network.Parameters.Load(NoNormFolding.Fold(network.Config, network.Parameters.ToArrays()));

        Assert.InRange(Difference(before, Predictor.Logits(network, samples, CPU)), 0, 1e-5);
        Assert.All(network.Parameters.Where(p => p.Key.Contains("LayerNorm.weight", StringComparison.Ordinal)), p => Assert.True(p.Value.eq(1).all().item<bool>(), p.Key));
        Assert.All(network.Parameters.Where(p => p.Key.Contains("LayerNorm.bias", StringComparison.Ordinal)), p => Assert.True(p.Value.eq(0).all().item<bool>(), p.Key));
    }

    [Theory]
    [InlineData(11, 1, 1)]
    [InlineData(12, 2, 2)]
    [InlineData(13, 4, 4)]
    public void The_graph_computes_the_networks_logits(int seed, int layers, int feedForwards)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(layers, feedForwards), seed);
        var samples = RandomNetwork.Samples(new Random(seed), Lengths);
        var expected = Predictor.Logits(network, samples, CPU);

        var graph = FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, network.Parameters.ToArrays()));

        Assert.InRange(Difference(expected, ExportCheck.Logits(graph, samples)), 0, 1e-5);
    }

    [Fact]
    public void A_norm_scale_of_zero_stays_in_the_graph_as_a_product()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(layers: 3), seed: 5);
        using (no_grad())
        {
            network.Parameters["encoder.layer.0.output.LayerNorm.weight"][3].zero_();
            network.Parameters["encoder.layer.1.output.bottleneck.LayerNorm.weight"][7].fill_(1e-4f);
            network.Parameters["encoder.layer.1.attention.output.LayerNorm.weight"][2].zero_();
            network.Parameters["encoder.layer.2.ffn.0.output.LayerNorm.weight"][0].fill_(-1e-3f);
        }

        var samples = RandomNetwork.Samples(new Random(5), Lengths);
        var expected = Predictor.Logits(network, samples, CPU);
        var folded = NoNormFolding.Fold(network.Config, network.Parameters.ToArrays());

        Assert.InRange(Difference(expected, ExportCheck.Logits(FoldedGraph.Write(network.Config, folded), samples)), 0, 1e-5);
    }

    [Fact]
    public void Weights_rounded_to_half_precision_are_computed_as_they_are_stored()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), seed: 6);
        var samples = RandomNetwork.Samples(new Random(6), Lengths);
        var exact = Predictor.Logits(network, samples, CPU);
        network.Parameters.Load(HalfRounding.Round(NoNormFolding.Fold(network.Config, network.Parameters.ToArrays())));
        var graph = FoldedGraph.Write(network.Config, network.Parameters.ToArrays());
        var rounded = Predictor.Logits(network, samples, CPU);

        Assert.NotEqual(0, Difference(exact, rounded));
        Assert.InRange(ExportCheck.Require(graph, network, samples), 0, 1e-5);
        var full = FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, RandomNetwork.Make(RandomNetwork.Config(), 6).Parameters.ToArrays()));
        Assert.True(graph.Length < 0.75 * full.Length, $"{graph.Length} of {full.Length} bytes");
    }

    [Fact]
    public void A_graph_that_differs_is_not_accepted()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), seed: 7);
        using var other = RandomNetwork.Make(RandomNetwork.Config(), seed: 8);
        var graph = FoldedGraph.Write(other.Config, NoNormFolding.Fold(other.Config, other.Parameters.ToArrays()));

        var refused = Assert.Throws<InvalidDataException>(() => ExportCheck.Require(graph, network, RandomNetwork.Samples(new Random(7), Lengths)));
        Assert.Contains("not accepted", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), seed: 9);
        byte[] Write() => FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, network.Parameters.ToArrays()));

        Assert.Equal(Write(), Write());
    }

    [Fact]
    public void The_goldens_network_exports_to_its_own_logits()
    {
        Assert.SkipUnless(GoldenNetwork.Path is not null, "The goldens are not on this machine.");
        using var network = GoldenNetwork.Load();

        // Exact lengths only: this network's [PAD] row is not zero.
        var random = new Random(1);
        var samples = new[] { 2, 9, 120 }.Select(length => new Sample([.. Enumerable.Range(0, length).Select(_ => (ushort)random.Next(400))], 0)).ToArray();
        var graph = FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, network.Parameters.ToArrays()));

        foreach (var sample in samples)
        {
            Assert.InRange(ExportCheck.Require(graph, network, [sample]), 0, 1e-5);
        }
    }

    private static double Difference(float[][] left, float[][] right) =>
        left.Zip(right).Max(pair => pair.First.Zip(pair.Second, (a, b) => Math.Abs((double)a - b)).Max());
}
