using System.Globalization;

namespace FakeNews.Trainer.Training;

/// <summary>Where in a network a parameter lies, by its name: embeddings at 0, layer n at n + 1, the classifier and what leads to it on top.</summary>
public static class ParameterDepth
{
    private const string Layer = "layer.";

    /// <summary>The number of the layer that it belongs to, from 0; null outside the layers.</summary>
    public static int? LayerOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var at = name.IndexOf(Layer, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = name.AsSpan(at + Layer.Length);
        return rest.IndexOf('.') is > 0 and var end && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var layer) ? layer : null;
    }

    /// <summary>Whether it belongs to the embeddings.</summary>
    public static bool IsEmbedding(string name) => name.StartsWith("embeddings.", StringComparison.Ordinal);

    /// <summary>Factor of a parameter's learning rate: <paramref name="decay"/> for each step down from the classifier (1 is the same rate everywhere).</summary>
    /// <param name="name">The parameter's.</param>
    /// <param name="layers">Layers of the network.</param>
    /// <param name="decay">Above 0, at most 1.</param>
    public static double RateFactor(string name, int layers, double decay)
    {
        var depth = LayerOf(name) is { } layer ? layer + 1 : IsEmbedding(name) ? 0 : layers + 1;
        return Math.Pow(decay, layers + 1 - depth);
    }
}
