using FakeNews.Trainer.Export;
using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Export;

[Collection(TorchCollection.Name)]
public sealed class PrecisionTests
{
    private static readonly int[] Lengths = [2, 3, 7, 7, 19, 40, 33, 12];

    [Theory]
    [InlineData(GraphPrecision.Fp16, 0.02)]
    [InlineData(GraphPrecision.Bytes, 0.25)]
    public void A_lower_precision_computes_nearly_the_same_but_not_the_same(GraphPrecision precision, double limit)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(3, 3), seed: 21);
        var samples = RandomNetwork.Samples(new Random(21), Lengths);
        var graph = FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, network.Parameters.ToArrays()), precision);

        var agreement = GraphAgreement.Measure(Predictor.Logits(network, samples, CPU), ExportCheck.Logits(graph, samples));

        Assert.InRange(agreement.LargestDifference, 1e-7, limit);
    }

    [Fact]
    public void A_norm_scale_that_stays_is_kept_in_every_precision()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(2), seed: 22);
        using (no_grad())
        {
            network.Parameters["encoder.layer.0.output.bottleneck.LayerNorm.weight"][3].zero_();
        }

        var samples = RandomNetwork.Samples(new Random(22), Lengths);
        var expected = Predictor.Logits(network, samples, CPU);
        var folded = NoNormFolding.Fold(network.Config, network.Parameters.ToArrays());

        Assert.InRange(GraphAgreement.Measure(expected, ExportCheck.Logits(FoldedGraph.Write(network.Config, folded, GraphPrecision.Fp16), samples)).LargestDifference, 0, 0.02);
        Assert.InRange(GraphAgreement.Measure(expected, ExportCheck.Logits(FoldedGraph.Write(network.Config, folded, GraphPrecision.Bytes), samples)).LargestDifference, 0, 0.25);
    }

    [Theory]
    [InlineData(GraphPrecision.Fp32)]
    [InlineData(GraphPrecision.Fp16)]
    [InlineData(GraphPrecision.Bytes)]
    public void Folding_twice_and_writing_twice_give_the_same_bytes(GraphPrecision precision)
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), seed: 23);
        var once = NoNormFolding.Fold(network.Config, network.Parameters.ToArrays());

        Assert.Equal(FoldedGraph.Write(network.Config, once, precision), FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, once), precision));
    }

    [Fact]
    public void Seven_bits_keep_each_output_within_half_a_step()
    {
        var random = new Random(1);
        var weight = new WeightArray([5, 11], [.. Enumerable.Range(0, 55).Select(i => (float)((random.NextDouble() - 0.5) * Math.Pow(10, i / 11)))]);
        weight.Values.AsSpan(22, 11).Clear();

        var bits = SevenBits.Of(weight);

        Assert.Equal(1, bits.Scales[2]);
        for (var output = 0; output < 5; output++)
        {
            Assert.InRange(Enumerable.Range(0, 11).Max(i => Math.Abs(bits.Transposed[(i * 5) + output])), output == 2 ? 0 : SevenBits.Largest, SevenBits.Largest);
            for (var input = 0; input < 11; input++)
            {
                var restored = bits.Transposed[(input * 5) + output] * bits.Scales[output];
                Assert.InRange(Math.Abs(restored - weight.Values[(output * 11) + input]), 0, bits.Scales[output] * 0.501);
            }
        }
    }

    [Fact]
    public void Bytes_take_less_room_than_halves_and_halves_less_than_singles()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config() with { HiddenSize = 128, IntermediateSize = 128, BottleneckSize = 64 }, seed: 24);
        var folded = NoNormFolding.Fold(network.Config, network.Parameters.ToArrays());
        int Size(GraphPrecision precision) => FoldedGraph.Write(network.Config, folded, precision).Length;

        Assert.True(Size(GraphPrecision.Bytes) < Size(GraphPrecision.Fp16) && Size(GraphPrecision.Fp16) < Size(GraphPrecision.Fp32));
    }

    [Fact]
    public void A_weight_too_large_for_half_precision_is_refused_by_name()
    {
        using var network = RandomNetwork.Make(RandomNetwork.Config(), seed: 25);
        using (no_grad())
        {
            network.Parameters["classifier.weight"][0].fill_(1e6f);
        }

        var refused = Assert.Throws<InvalidDataException>(() =>
            FoldedGraph.Write(network.Config, NoNormFolding.Fold(network.Config, network.Parameters.ToArrays()), GraphPrecision.Fp16));

        Assert.Contains("classifier.weight", refused.Message, StringComparison.Ordinal);
    }
}
