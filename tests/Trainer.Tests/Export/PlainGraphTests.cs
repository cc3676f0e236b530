using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Export;
using FakeNews.Trainer.Tests.Goldens;
using FakeNews.Trainer.Tests.Networks;
using FakeNews.Trainer.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FakeNews.Trainer.Tests.Export;

[Collection(TorchCollection.Name)]
public sealed class PlainGraphTests
{
    private const double Limit = 1e-5;

    [Theory]
    [InlineData("mobilebert-tiny")]
    [InlineData("distilbert-tiny")]
    [InlineData("tinybert-tiny")]
    public void The_plain_graph_gives_hugging_faces_logits_on_every_golden_case(string model)
    {
        using var network = GoldenClassifier.Load(model);
        using var session = new InferenceSession(PlainGraph.Write(network));
        using var cases = TensorFile.Open(Golden.File($"models/{model}/cases.safetensors"));
        var names = cases.Entries.Select(entry => entry.Name).Where(name => name.EndsWith(".logits", StringComparison.Ordinal)).Select(name => name[..^".logits".Length]).ToList();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var inputs = session.InputMetadata.Keys.Select(input => Input(cases, name, input)).ToList();
            using var results = session.Run(inputs);
            var expected = cases.Read($"{name}.logits").ToSingles();
            Assert.True(expected.Zip(results[0].AsEnumerable<float>(), (a, b) => Math.Abs(a - b)).Max() <= Limit, $"{model}, {name}");
        }
    }

    [Theory]
    [InlineData("mobilebert-tiny", 3)]
    [InlineData("tinybert-tiny", 3)]
    [InlineData("distilbert-tiny", 2)]
    public void It_has_the_usual_inputs_and_no_operator_of_one_runtime_alone(string model, int inputs)
    {
        using var network = GoldenClassifier.Load(model);
        var graph = PlainGraph.Write(network);
        using var session = new InferenceSession(graph);

        Assert.Equal(inputs, session.InputMetadata.Count);
        Assert.All(session.InputMetadata.Values, input => Assert.Equal((typeof(long), 2), (input.ElementType, input.Dimensions.Length)));
        Assert.Equal(["input_ids", "attention_mask", "token_type_ids"], session.InputMetadata.Keys.Concat(inputs == 2 ? ["token_type_ids"] : []));
        Assert.Equal(-1, graph.AsSpan().IndexOf("com.microsoft"u8));
    }

    [Theory]
    [InlineData("mobilebert-tiny")]
    [InlineData("distilbert-tiny")]
    [InlineData("tinybert-tiny")]
    public void Padded_rows_agree_with_the_network_in_fp32_and_nearly_in_int8(string model)
    {
        using var network = GoldenClassifier.Load(model);
        var random = new Random(3);
        Sample[] samples = [.. new[] { 2, 5, 17, 40, 9, 3, 64, 21, 8, 8 }.Select(length => new Sample([.. Enumerable.Range(0, length).Select(_ => (ushort)random.Next(1, 400))], 0))];
        var expected = PaddedLogits.Of(network, samples);

        var exact = GraphAgreement.Measure(expected, PaddedLogits.Of(PlainGraph.Write(network, GraphPrecision.Fp32, tokenTypes: false), samples, network.PaddingId));
        var bytes = GraphAgreement.Measure(expected, PaddedLogits.Of(PlainGraph.Write(network, GraphPrecision.Bytes), samples, network.PaddingId));

        Assert.InRange(exact.LargestDifference, 0, Limit);
        Assert.InRange(bytes.LargestDifference, 1e-7, 0.5);
    }

    [Fact]
    public void There_is_no_plain_graph_in_half_precision()
    {
        using var network = GoldenClassifier.Load("tinybert-tiny");

        Assert.Contains("fp32 or int8", Assert.Throws<ArgumentException>(() => PlainGraph.Write(network, GraphPrecision.Fp16)).Message, StringComparison.Ordinal);
    }

    private static NamedOnnxValue Input(ITensorSource cases, string name, string input)
    {
        var stored = cases.Read($"{name}.{input}");
        return NamedOnnxValue.CreateFromTensor(input, new DenseTensor<long>(stored.ToInt64s(), [.. stored.Shape.Extents.Select(extent => (int)extent)]));
    }
}
