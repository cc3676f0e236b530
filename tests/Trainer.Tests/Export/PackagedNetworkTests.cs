using System.Text.Json;
using FakeNews.Grains.Models;
using FakeNews.Tests.Support;
using FakeNews.Trainer.Export.Reading;
using FakeNews.Trainer.Tests.Packages;
using FakeNews.Trainer.Training;
using static TorchSharp.torch;

namespace FakeNews.Trainer.Tests.Export;

[Collection(TorchCollection.Name)]
public sealed class PackagedNetworkTests
{
    [Fact]
    public void The_network_of_a_package_is_the_one_that_was_packed_weight_by_weight()
    {
        using var made = new MadePackage(seed: 5);
        using var network = PackagedNetwork.Load(ModelPackage.Open(made.Folder));

        var packed = made.Network.Parameters.ToArrays();
        Assert.All(network.Parameters.ToArrays(), parameter =>
        {
            // Offsets for other token types are not in the graph: articles have type 0 only.
            if (!parameter.Key.Contains("token_type", StringComparison.Ordinal))
            {
                Assert.Equal(packed[parameter.Key].Values, parameter.Value.Values);
            }
        });
        Assert.Equal(made.Network.Config.Heads, network.Config.Heads);
    }

    [Fact]
    public void The_bundled_models_network_gives_the_logits_of_its_golden_examples()
    {
        var package = ModelPackage.Open(Path.Combine(SharedFolder.Repository, "models", "demo"));
        using var network = PackagedNetwork.Load(package);
        var goldens = File.ReadLines(package.GoldenPath!).Select(line => JsonSerializer.Deserialize(line, GoldenJson.Default.GoldenExample)!).ToList();

        var logits = Predictor.Logits(network, [.. goldens.Select(golden => new Sample([.. golden.Ids.Select(id => (ushort)id)], 0))], CPU);

        Assert.NotEmpty(goldens);
        Assert.All(goldens.Zip(logits), pair => Assert.All(pair.First.Logits.Zip(pair.Second), logit => Assert.Equal(logit.First, logit.Second, 1e-3)));
    }

    [Fact]
    public void A_graph_that_is_torn_off_or_foreign_is_refused_in_a_sentence()
    {
        using var made = new MadePackage(seed: 6);
        var graph = File.ReadAllBytes(Path.Combine(made.Folder, "model.onnx"));

        Assert.Contains("no whole ONNX file", Assert.Throws<InvalidDataException>(() => GraphWeights.Read(graph.AsSpan(0, graph.Length - 7))).Message, StringComparison.Ordinal);
        Assert.Contains("no attention", Assert.Throws<InvalidDataException>(() => GraphWeights.Read([])).Message, StringComparison.Ordinal);
    }
}
