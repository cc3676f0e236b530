using FakeNews.Grains.Models;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Export.Reading;

/// <summary>
/// The trainable network inside a package. A folded MobileBERT is itself a MobileBERT whose norms are identities, so that the graph that serves is a checkpoint
/// to train on from: nothing but the package is needed.
/// </summary>
public static class PackagedNetwork
{
    private const string Layer = "encoder.layer.";

    /// <summary>Reads the package's fp32 graph.</summary>
    /// <param name="package">The package.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The package has no fp32 graph that fakenews-trainer wrote.</exception>
    public static MobileBert Load(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var variant = package.Manifest.Graphs.FirstOrDefault(static graph => graph.Precision == "fp32")
            ?? throw new InvalidDataException("The package has no fp32 graph; only that one holds weights that can be trained on from.");
        var graph = GraphWeights.Read(File.ReadAllBytes(Path.Combine(package.Folder, variant.File)));
        var config = ConfigOf(graph, package.Manifest.MaximumTokens);
        var network = new MobileBert(config);
        try
        {
            network.Parameters.Load(Complete(network, graph.Tensors));
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static MobileBertConfig ConfigOf(GraphWeights graph, int maximumTokens)
    {
        WeightArray Of(string name) => graph.Tensors.TryGetValue(name, out var found) ? found : throw new InvalidDataException($"The package's graph has no {name}; it was not written by fakenews-trainer.");
        var layers = graph.Tensors.Keys.Where(static name => name.StartsWith(Layer, StringComparison.Ordinal)).Select(static name => name[Layer.Length..].Split('.')[0]).Distinct().Count();
        var feedForwards = 1 + graph.Tensors.Keys.Where(static name => name.StartsWith(Layer + "0.ffn.", StringComparison.Ordinal)).Select(static name => name.Split('.')[4]).Distinct().Count();
        var (words, positions) = (Of(MobileBert.WordEmbeddings), Of("embeddings.position_embeddings.weight"));
        var config = new MobileBertConfig
        {
            VocabularySize = words.Rows,
            EmbeddingSize = words.Columns,
            HiddenSize = positions.Columns,
            MaximumPositions = positions.Rows,
            // Matrices of products lie transposed, [in, out].
            BottleneckSize = Of(Layer + "0.bottleneck.input.dense.weight").Columns,
            IntermediateSize = Of(Layer + "0.intermediate.dense.weight").Columns,
            Layers = layers,
            FeedForwardNetworks = feedForwards,
            Heads = graph.Heads,
            Labels = Of("classifier.weight").Columns,
            HiddenDropout = 0,
            ClassifierDropout = 0.1,
            AttentionDropout = 0,
        };
        return config.MaximumPositions >= maximumTokens ? config : throw new InvalidDataException("The package's graph has fewer positions than its manifest has tokens.");
    }

    /// <summary>Turns what the graph has, and fills in what folding made nothing of: offsets of 0, scales of 1.</summary>
    private static Dictionary<string, WeightArray> Complete(MobileBert network, IReadOnlyDictionary<string, WeightArray> tensors)
    {
        var weights = new Dictionary<string, WeightArray>(StringComparer.Ordinal);
        foreach (var (name, parameter) in network.Parameters)
        {
            int[] shape = [.. parameter.shape.Select(static extent => (int)extent)];
            weights[name] = tensors.TryGetValue(name, out var found)
                ? shape.Length == 2 && !name.Contains("_embeddings", StringComparison.Ordinal) ? found.Transposed() : found
                : name.EndsWith(".bias", StringComparison.Ordinal) || name.Contains("token_type", StringComparison.Ordinal) ? Filled(shape, 0)
                : name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? Filled(shape, 1)
                : throw new InvalidDataException($"The package's graph has no {name}; it was not written by fakenews-trainer.");
        }

        return weights;
    }

    private static WeightArray Filled(int[] shape, float value)
    {
        var values = new float[shape.Aggregate(1, static (product, extent) => product * extent)];
        Array.Fill(values, value);
        return new WeightArray(shape, values);
    }
}
