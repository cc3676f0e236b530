using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// The structure of a DistilBERT (Sanh et al. 2019), in the words of Hugging Face's <c>config.json</c>. The defaults are distilbert-base-uncased's.
/// </summary>
public sealed record DistilBertConfig : NetworkConfig
{
    /// <summary>Width of the stream between layers (<c>dim</c>).</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Width of a feed-forward network's hidden layer (<c>hidden_dim</c>).</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Number of layers.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Attention heads; they divide <see cref="HiddenSize"/>.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Id of [PAD].</summary>
    public int PaddingId { get; init; }

    /// <summary>Dropout of embeddings and feed-forward networks.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout of attention probabilities.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Dropout before the classifier.</summary>
    public double ClassifierDropout { get; init; } = 0.2;

    /// <summary>Between the two layers of a feed-forward network: gelu or relu.</summary>
    public string Activation { get; init; } = "gelu";

    /// <summary>Standard deviation of new weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Number of classes.</summary>
    public int Labels { get; init; } = 2;

    /// <inheritdoc/>
    public override int Depth => Layers;

    /// <inheritdoc/>
    public override string Kind => "DistilBERT";

    /// <inheritdoc/>
    public override IClassifierNetwork Create() => new DistilBert(this);

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="InvalidDataException">It has a structure that is not supported; the message names the key.</exception>
    public static DistilBertConfig Parse(JsonElement root)
    {
        var reader = new ConfigReader("DistilBERT", root);
        reader.OneOf("model_type", "distilbert", "distilbert");
        reader.Only("sinusoidal_pos_embds", false);
        var config = new DistilBertConfig();
        config = new DistilBertConfig
        {
            VocabularySize = reader.Integer("vocab_size", config.VocabularySize),
            HiddenSize = reader.Integer("dim", config.HiddenSize),
            IntermediateSize = reader.Integer("hidden_dim", config.IntermediateSize),
            Layers = reader.Integer("n_layers", config.Layers),
            Heads = reader.Integer("n_heads", config.Heads),
            MaximumPositions = reader.Integer("max_position_embeddings", config.MaximumPositions),
            PaddingId = reader.Integer("pad_token_id", config.PaddingId),
            Dropout = reader.Number("dropout", config.Dropout),
            AttentionDropout = reader.Number("attention_dropout", config.AttentionDropout),
            ClassifierDropout = reader.Number("seq_classif_dropout", config.ClassifierDropout),
            Activation = reader.OneOf("activation", config.Activation, "gelu", "relu"),
            InitializerRange = reader.Number("initializer_range", config.InitializerRange),
            Labels = reader.Labels(),
        };
        reader.Must(config.Heads >= 1 && config.HiddenSize % config.Heads == 0, "n_heads", config.Heads, $"a divisor of {config.HiddenSize}");
        return config;
    }

    /// <summary>The <c>config.json</c> that Hugging Face reads.</summary>
    public string ToJson() => LabelNames.Render(
        new JsonObject
        {
            ["architectures"] = new JsonArray("DistilBertForSequenceClassification"),
            ["model_type"] = "distilbert",
            ["vocab_size"] = VocabularySize,
            ["dim"] = HiddenSize,
            ["hidden_dim"] = IntermediateSize,
            ["n_layers"] = Layers,
            ["n_heads"] = Heads,
            ["max_position_embeddings"] = MaximumPositions,
            ["pad_token_id"] = PaddingId,
            ["dropout"] = Dropout,
            ["attention_dropout"] = AttentionDropout,
            ["seq_classif_dropout"] = ClassifierDropout,
            ["activation"] = Activation,
            ["initializer_range"] = InitializerRange,
            ["sinusoidal_pos_embds"] = false,
        },
        Labels);
}
