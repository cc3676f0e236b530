using System.Globalization;

namespace FakeNews.Trainer.Training;

/// <summary>Parts of a network that are not trained: <c>embeddings</c> and layers by number, such as <c>embeddings,0-2</c>.</summary>
/// <param name="Embeddings">Word, position and type embeddings and their norm.</param>
/// <param name="Layers">Numbers of layers, from 0.</param>
public sealed record FrozenParts(bool Embeddings, IReadOnlySet<int> Layers)
{
    /// <summary>Nothing.</summary>
    public static FrozenParts None { get; } = new(false, new HashSet<int>());

    /// <summary>Reads a list; empty is <see cref="None"/>.</summary>
    /// <param name="text">Parts, separated by commas.</param>
    /// <param name="depth">Layers of the network.</param>
    /// <exception cref="InvalidDataException">A part can't be read or the network lacks it.</exception>
    public static FrozenParts Parse(string text, int depth)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (embeddings, layers) = (false, new HashSet<int>());
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "embeddings")
            {
                embeddings = true;
                continue;
            }

            var ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last) || first > last || last >= depth)
            {
                throw new InvalidDataException($"--freeze lists '{part}'; give embeddings and numbers of layers{(depth == int.MaxValue ? "" : $" from 0 to {depth - 1}")}, such as embeddings,0-2.");
            }

            layers.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return new FrozenParts(embeddings, layers);
    }

    /// <summary>Whether a parameter of that name is left as it is.</summary>
    public bool Contains(string name) => ParameterDepth.LayerOf(name) switch
    {
        { } layer => Layers.Contains(layer),
        _ => Embeddings && ParameterDepth.IsEmbedding(name),
    };

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
