using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// The structure of a MobileBERT, in the words of Hugging Face's <c>config.json</c>. The defaults are <c>google/mobilebert-uncased</c>'s
/// (Sun et al., "MobileBERT: a Compact Task-Agnostic BERT for Resource-Limited Devices", ACL 2020).
/// </summary>
public sealed record MobileBertConfig : NetworkConfig
{
    /// <summary>Width of a word piece's embedding, before the trigram triples it.</summary>
    [JsonPropertyName("embedding_size")] public int EmbeddingSize { get; init; } = 128;

    /// <summary>Width of the stream between layers.</summary>
    [JsonPropertyName("hidden_size")] public int HiddenSize { get; init; } = 512;

    /// <summary>Width inside a layer: attention and feed-forward networks work on it.</summary>
    [JsonPropertyName("intra_bottleneck_size")] public int BottleneckSize { get; init; } = 128;

    /// <summary>Width of a feed-forward network's hidden layer.</summary>
    [JsonPropertyName("intermediate_size")] public int IntermediateSize { get; init; } = 512;

    /// <summary>Number of layers.</summary>
    [JsonPropertyName("num_hidden_layers")] public int Layers { get; init; } = 24;

    /// <summary>Attention heads; they divide <see cref="BottleneckSize"/>.</summary>
    [JsonPropertyName("num_attention_heads")] public int Heads { get; init; } = 4;

    /// <summary>Feed-forward networks stacked in one layer, at least 1.</summary>
    [JsonPropertyName("num_feedforward_networks")] public int FeedForwardNetworks { get; init; } = 4;

    /// <summary>Token types; an article is all type 0.</summary>
    [JsonPropertyName("type_vocab_size")] public int TokenTypes { get; init; } = 2;

    /// <summary>Id of [PAD], whose embedding gets no gradient.</summary>
    [JsonPropertyName("pad_token_id")] public int PaddingId { get; init; }

    /// <summary>Dropout of the embeddings and of each layer's way out of the bottleneck.</summary>
    [JsonPropertyName("hidden_dropout_prob")] public double HiddenDropout { get; init; }

    /// <summary>Dropout of attention probabilities.</summary>
    [JsonPropertyName("attention_probs_dropout_prob")] public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Dropout before the classifier; null is <see cref="HiddenDropout"/>.</summary>
    [JsonPropertyName("classifier_dropout")] public double? ClassifierDropout { get; init; }

    /// <summary>Only <c>relu</c> is supported.</summary>
    [JsonPropertyName("hidden_act")] public string Activation { get; init; } = "relu";

    /// <summary>Only <c>no_norm</c> (x * weight + bias) is supported.</summary>
    [JsonPropertyName("normalization_type")] public string Normalization { get; init; } = "no_norm";

    /// <summary>Whether a token's embedding is joined with its neighbours'; only true is supported.</summary>
    [JsonPropertyName("trigram_input")] public bool TrigramInput { get; init; } = true;

    /// <summary>Only true is supported.</summary>
    [JsonPropertyName("use_bottleneck")] public bool UseBottleneck { get; init; } = true;

    /// <summary>Only false is supported.</summary>
    [JsonPropertyName("use_bottleneck_attention")] public bool UseBottleneckAttention { get; init; }

    /// <summary>Only true is supported.</summary>
    [JsonPropertyName("key_query_shared_bottleneck")] public bool KeyQuerySharedBottleneck { get; init; } = true;

    /// <summary>Whether the classifier reads tanh of a pooler; only false is supported. A config.json without the key means true.</summary>
    [JsonPropertyName("classifier_activation")] public bool ClassifierActivation { get; init; }

    /// <summary>Number of classes.</summary>
    [JsonIgnore] public int Labels { get; init; } = 2;

    /// <summary>Width of one head.</summary>
    [JsonIgnore] public int HeadSize => BottleneckSize / Heads;

    /// <inheritdoc/>
    [JsonIgnore] public override int Depth => Layers;

    /// <inheritdoc/>
    [JsonIgnore] public override string Kind => "MobileBERT";

    /// <inheritdoc/>
    public override IClassifierNetwork Create() => new MobileBert(this);

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="InvalidDataException">It is no MobileBERT, or has a structure that is not supported; the message names the key.</exception>
    public static MobileBertConfig Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.TryGetProperty("model_type", out var type) && type.GetString() != "mobilebert")
        {
            throw new InvalidDataException($"config.json describes model_type '{type.GetString()}', not 'mobilebert'.");
        }

        var config = root.Deserialize<MobileBertConfig>() ?? throw new InvalidDataException("config.json is null.");
        config = config with
        {
            ClassifierActivation = !root.TryGetProperty("classifier_activation", out var pooled) || pooled.GetBoolean(),
            Labels = root.TryGetProperty("id2label", out var labels) ? labels.EnumerateObject().Count() : 2,
        };
        config.Require();
        return config;
    }

    /// <summary>The <c>config.json</c> that Hugging Face reads.</summary>
    public string ToJson()
    {
        var node = JsonSerializer.SerializeToNode(this)!.AsObject();
        node.Insert(0, "architectures", new System.Text.Json.Nodes.JsonArray("MobileBertForSequenceClassification"));
        node.Insert(1, "model_type", "mobilebert");
        node["true_hidden_size"] = BottleneckSize;
        node["layer_norm_eps"] = 1e-12;
        node["id2label"] = new System.Text.Json.Nodes.JsonObject { ["0"] = "FAKE", ["1"] = "REAL" };
        node["label2id"] = new System.Text.Json.Nodes.JsonObject { ["FAKE"] = 0, ["REAL"] = 1 };
        return node.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
    }

    /// <summary>Refuses, by name, a structure that this implementation does not have.</summary>
    /// <exception cref="InvalidDataException">The message names the key and the value that is supported.</exception>
    public void Require()
    {
        Must(Activation == "relu", "hidden_act", Activation, "relu");
        Must(Normalization == "no_norm", "normalization_type", Normalization, "no_norm");
        Must(TrigramInput, "trigram_input", TrigramInput, true);
        Must(UseBottleneck, "use_bottleneck", UseBottleneck, true);
        Must(!UseBottleneckAttention, "use_bottleneck_attention", UseBottleneckAttention, false);
        Must(KeyQuerySharedBottleneck, "key_query_shared_bottleneck", KeyQuerySharedBottleneck, true);
        Must(!ClassifierActivation, "classifier_activation", ClassifierActivation, false);
        Must(FeedForwardNetworks >= 1, "num_feedforward_networks", FeedForwardNetworks, "1 or more");
        Must(Heads >= 1 && BottleneckSize % Heads == 0, "num_attention_heads", Heads, $"a divisor of {BottleneckSize}");
    }

    private static void Must<T>(bool holds, string key, T value, object supported)
    {
        if (!holds)
        {
            throw new InvalidDataException($"MobileBERT with {key} = {value} is not supported; supported: {supported}.");
        }
    }
}
