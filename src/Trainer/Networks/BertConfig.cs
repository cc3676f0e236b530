using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// The structure of a BERT (Devlin et al., NAACL 2019), TinyBERT and MiniLM included, in the words of Hugging Face's <c>config.json</c>. The defaults are
/// bert-base-uncased's.
/// </summary>
public sealed record BertConfig : NetworkConfig
{
    /// <summary>Width of the stream between layers.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Width of a feed-forward network's hidden layer.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>Number of layers.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; they divide <see cref="HiddenSize"/>.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Token types; an article is all type 0.</summary>
    public int TokenTypes { get; init; } = 2;

    /// <summary>Id of [PAD].</summary>
    public int PaddingId { get; init; }

    /// <summary>Dropout of embeddings and of each sublayer's output.</summary>
    public double HiddenDropout { get; init; } = 0.1;

    /// <summary>Dropout of attention probabilities.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Dropout before the classifier; null is <see cref="HiddenDropout"/>.</summary>
    public double? ClassifierDropout { get; init; }

    /// <summary>Between the two layers of a feed-forward network: gelu or relu.</summary>
    public string Activation { get; init; } = "gelu";

    /// <summary>Added to the variance in layer norms.</summary>
    public double Epsilon { get; init; } = 1e-12;

    /// <summary>Standard deviation of new weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Number of classes.</summary>
    public int Labels { get; init; } = 2;

    /// <inheritdoc/>
    public override int Depth => Layers;

    /// <inheritdoc/>
    public override string Kind => "BERT";

    /// <inheritdoc/>
    public override IClassifierNetwork Create() => new Bert(this);

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="InvalidDataException">It has a structure that is not supported; the message names the key.</exception>
    public static BertConfig Parse(JsonElement root)
    {
        var reader = new ConfigReader("BERT", root);
        reader.OneOf("model_type", "bert", "bert");
        reader.OneOf("position_embedding_type", "absolute", "absolute");
        reader.Only("is_decoder", false);
        reader.Only("add_cross_attention", false);
        var config = new BertConfig();
        config = new BertConfig
        {
            VocabularySize = reader.Integer("vocab_size", config.VocabularySize),
            HiddenSize = reader.Integer("hidden_size", config.HiddenSize),
            IntermediateSize = reader.Integer("intermediate_size", config.IntermediateSize),
            Layers = reader.Integer("num_hidden_layers", config.Layers),
            Heads = reader.Integer("num_attention_heads", config.Heads),
            MaximumPositions = reader.Integer("max_position_embeddings", config.MaximumPositions),
            TokenTypes = reader.Integer("type_vocab_size", config.TokenTypes),
            PaddingId = reader.Integer("pad_token_id", config.PaddingId),
            HiddenDropout = reader.Number("hidden_dropout_prob", config.HiddenDropout),
            AttentionDropout = reader.Number("attention_probs_dropout_prob", config.AttentionDropout),
            ClassifierDropout = reader.Number("classifier_dropout"),
            Activation = reader.OneOf("hidden_act", config.Activation, "gelu", "relu"),
            Epsilon = reader.Number("layer_norm_eps", config.Epsilon),
            InitializerRange = reader.Number("initializer_range", config.InitializerRange),
            Labels = reader.Labels(),
        };
        reader.Must(config.Heads >= 1 && config.HiddenSize % config.Heads == 0, "num_attention_heads", config.Heads, $"a divisor of {config.HiddenSize}");
        return config;
    }

    /// <summary>The <c>config.json</c> that Hugging Face reads.</summary>
    public string ToJson() => LabelNames.Render(
        new JsonObject
        {
            ["architectures"] = new JsonArray("BertForSequenceClassification"),
            ["model_type"] = "bert",
            ["vocab_size"] = VocabularySize,
            ["hidden_size"] = HiddenSize,
            ["intermediate_size"] = IntermediateSize,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = Heads,
            ["max_position_embeddings"] = MaximumPositions,
            ["type_vocab_size"] = TokenTypes,
            ["pad_token_id"] = PaddingId,
            ["hidden_dropout_prob"] = HiddenDropout,
            ["attention_probs_dropout_prob"] = AttentionDropout,
            ["classifier_dropout"] = ClassifierDropout,
            ["hidden_act"] = Activation,
            ["layer_norm_eps"] = Epsilon,
            ["initializer_range"] = InitializerRange,
        },
        Labels);
}
