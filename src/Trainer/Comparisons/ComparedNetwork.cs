using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Comparisons;

/// <summary>A network that takes part.</summary>
/// <param name="Name">Of its row and folder: tinybert, distilbert or mobilebert.</param>
/// <param name="Structure">The structure from scratch; null for a pretrained one.</param>
/// <param name="From">Folder of the pretrained network; null from scratch.</param>
public sealed record ComparedNetwork(string Name, NetworkConfig? Structure, string? From)
{
    /// <summary>Names of all networks that can take part, smallest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tinybert", "distilbert", "mobilebert"];

    /// <summary>
    /// The shapes that 2 cores train in minutes, from scratch with a vocabulary of 8,000: TinyBERT's own 4 layers of 312, DistilBERT's 6 layers at half its width, MobileBERT's
    /// layers with 6 of 24 and 2 of 4 feed-forward networks in each.
    /// </summary>
    public static IReadOnlyList<ComparedNetwork> Small(int vocabularySize = 8000) =>
    [
        new("tinybert", new BertConfig { VocabularySize = vocabularySize, Layers = 4, HiddenSize = 312, IntermediateSize = 1200, Heads = 12 }, null),
        new("distilbert", new DistilBertConfig { VocabularySize = vocabularySize, Layers = 6, HiddenSize = 384, IntermediateSize = 1536, Heads = 12 }, null),
        new("mobilebert", new MobileBertConfig { VocabularySize = vocabularySize, Layers = 6, FeedForwardNetworks = 2, ClassifierDropout = 0.1, AttentionDropout = 0 }, null),
    ];
}
