using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Networks;

/// <summary>The structure of a classifier network, of whatever kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "model_type")]
[JsonDerivedType(typeof(MobileBertConfig), "mobilebert")]
[JsonDerivedType(typeof(BertConfig), "bert")]
[JsonDerivedType(typeof(DistilBertConfig), "distilbert")]
public abstract record NetworkConfig
{
    /// <summary>Number of word pieces.</summary>
    [JsonPropertyName("vocab_size")] public int VocabularySize { get; init; } = 30522;

    /// <summary>Longest input.</summary>
    [JsonPropertyName("max_position_embeddings")] public int MaximumPositions { get; init; } = 512;

    /// <summary>Number of layers.</summary>
    [JsonIgnore] public abstract int Depth { get; }

    /// <summary>The kind, as papers write it.</summary>
    [JsonIgnore] public abstract string Kind { get; }

    /// <summary>A network of this structure; its weights are not initialised.</summary>
    public abstract IClassifierNetwork Create();
}
