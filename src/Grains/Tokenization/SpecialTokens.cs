using System.Collections.Immutable;

namespace FakeNews.Grains.Tokenization;

/// <summary>BERT's special tokens as a vocabulary spells them.</summary>
public static class SpecialTokens
{
    /// <summary>Fills a batch's shorter rows.</summary>
    public const string Padding = "[PAD]";

    /// <summary>A word without pieces.</summary>
    public const string Unknown = "[UNK]";

    /// <summary>Begins every input; its state is what the classifier reads.</summary>
    public const string Beginning = "[CLS]";

    /// <summary>Ends every input.</summary>
    public const string End = "[SEP]";

    /// <summary>Hides a piece in pretraining.</summary>
    public const string Mask = "[MASK]";

    /// <summary>All five, in the order in which a new vocabulary begins with them.</summary>
    public static ImmutableArray<string> All { get; } = [Padding, Unknown, Beginning, End, Mask];
}
