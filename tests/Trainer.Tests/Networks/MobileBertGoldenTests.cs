using FakeNews.Trainer.Checkpoints.Safetensors;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Networks;

[Collection(TorchCollection.Name)]
public sealed class MobileBertGoldenTests
{
    [Theory]
    [InlineData("exact7")]
    [InlineData("padded4")]
    [InlineData("full512")]
    [InlineData("types")]
    [InlineData("minimal2")]
    [InlineData("tail8")]
    public void Logits_and_hidden_states_equal_those_of_Hugging_Face(string name)
    {
        Assert.SkipUnless(GoldenNetwork.Path is not null, "The goldens are not on this machine.");
        using var cases = SafetensorsFile.Open(Path.Combine(GoldenNetwork.Path!, "cases.safetensors"));
        using var network = GoldenNetwork.Load();
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        Tensor Integers(string tensorName)
        {
            var stored = cases.Read($"{name}.{tensorName}");
            return tensor(stored.ToInt64s()).reshape([.. stored.Shape.Extents]);
        }

        var ids = Integers("input_ids");
        var mask = Integers("attention_mask").to_type(ScalarType.Float32);
        var layer = 0;
        var hidden = network.Encode(ids, mask, Integers("token_type_ids"), each: state =>
            Equal(cases.Read($"{name}.hidden_states.{layer++}").ToSingles(), state, 1e-5));
        var logits = network.Classify(hidden);

        Assert.Equal(network.Config.Layers + 1, layer);
        Equal(cases.Read($"{name}.logits").ToSingles(), logits, 2e-6);
    }

    private static void Equal(float[] expected, Tensor actual, double limit)
    {
        var values = actual.contiguous().data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        Assert.InRange(expected.Zip(values, (a, b) => Math.Abs((double)a - b)).Max(), 0, limit);
    }
}
