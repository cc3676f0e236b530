using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// BERT for classification (TinyBERT and MiniLM are of this class too), with Hugging Face's parameter names without the prefix <c>bert.</c> and its
/// semantics: a classifier on the pooler's tanh.
/// </summary>
public sealed class Bert : IClassifierNetwork
{
    private readonly EncoderParts _parts;

    /// <summary>Declares the parameters: weights 0, layer norms 1. Load or initialise them next.</summary>
    public Bert(BertConfig config)
    {
        Config = config;
        Parameters = Declare(config);
        _parts = new EncoderParts(Parameters, config.Epsilon, config.Activation);
    }

    /// <summary>The structure.</summary>
    public BertConfig Config { get; }

    /// <inheritdoc/>
    public NetworkConfig Structure => Config;

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public string BasePrefix => "bert";

    /// <inheritdoc/>
    public int PaddingId => Config.PaddingId;

    /// <inheritdoc/>
    public int Labels => Config.Labels;

    /// <inheritdoc/>
    public int MaximumPositions => Config.MaximumPositions;

    /// <inheritdoc/>
    public double InitializerRange => Config.InitializerRange;

    /// <inheritdoc/>
    public string ConfigJson => Config.ToJson();

    /// <inheritdoc/>
    public Tensor Forward(Tensor ids, Tensor? mask = null, Generator? dropout = null) => Classify(Pool(Encode(ids, mask, null, dropout, isFirstEnough: true)), dropout);

    /// <summary>Tanh of the pooler on [CLS], float32 [batch, hidden].</summary>
    public Tensor Pool(Tensor hidden) => _parts.Linear("pooler.dense", hidden.select(1, 0)).tanh();

    /// <summary>Logits from what <see cref="Pool"/> gives.</summary>
    public Tensor Classify(Tensor pooled, Generator? dropout = null) =>
        ParameterSet.Exact(_parts.Linear("classifier", Dropout.Apply(pooled, Config.ClassifierDropout ?? Config.HiddenDropout, dropout)));

    /// <summary>The last hidden state, float32 [batch, sequence, hidden].</summary>
    /// <param name="ids">int64 [batch, sequence].</param>
    /// <param name="mask">As in <see cref="Forward"/>.</param>
    /// <param name="types">int64 [batch, sequence]; null is all 0.</param>
    /// <param name="dropout">As in <see cref="Forward"/>.</param>
    /// <param name="each">Sees the embeddings' output and every layer's.</param>
    /// <param name="isFirstEnough">Whether the last layer is to compute [CLS] alone, [batch, 1, hidden]: a classifier reads no more.</param>
    public Tensor Encode(Tensor ids, Tensor? mask, Tensor? types = null, Generator? dropout = null, Action<Tensor>? each = null, bool isFirstEnough = false)
    {
        var kinds = types is null ? Parameters["embeddings.token_type_embeddings.weight"][0] : _parts.Lookup("embeddings.token_type_embeddings.weight", types);
        var embedded = _parts.Lookup("embeddings.word_embeddings.weight", ids).Plus(kinds).Plus(Parameters["embeddings.position_embeddings.weight"].slice(0, 0, ids.shape[1], 1));
        var hidden = Dropout.Apply(_parts.LayerNorm("embeddings.LayerNorm", embedded), Config.HiddenDropout, dropout);
        each?.Invoke(hidden);
        var bias = Attention.Bias(mask);
        for (var layer = 0; layer < Config.Layers; layer++)
        {
            hidden = Layer($"encoder.layer.{layer}.", hidden, isFirstEnough && layer == Config.Layers - 1 ? Attention.First(hidden) : hidden, bias, dropout);
            each?.Invoke(hidden);
        }

        return hidden;
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private Tensor Layer(string layer, Tensor hidden, Tensor asking, Tensor? bias, Generator? dropout)
    {
        var self = layer + "attention.self.";
        var context = Attention.Apply(
            _parts.Linear(self + "query", asking), _parts.Linear(self + "key", hidden), _parts.Linear(self + "value", hidden), Config.Heads, bias, Config.AttentionDropout, dropout);
        var attended = Residual(layer + "attention.output.LayerNorm", _parts.Linear(layer + "attention.output.dense", context), asking, dropout);
        return Residual(layer + "output.LayerNorm", _parts.FeedForward(layer + "intermediate.dense", layer + "output.dense", attended), attended, dropout);
    }

    private Tensor Residual(string norm, Tensor change, Tensor stream, Generator? dropout) =>
        _parts.LayerNorm(norm, Dropout.Apply(change, Config.HiddenDropout, dropout).Plus(stream));

    private static ParameterSet Declare(BertConfig config)
    {
        var set = new ParameterSet();
        set.Declare("embeddings.word_embeddings.weight", config.VocabularySize, config.HiddenSize);
        set.Declare("embeddings.position_embeddings.weight", config.MaximumPositions, config.HiddenSize);
        set.Declare("embeddings.token_type_embeddings.weight", config.TokenTypes, config.HiddenSize);
        set.DeclareNoNorm("embeddings.LayerNorm", config.HiddenSize);
        for (var i = 0; i < config.Layers; i++)
        {
            var layer = $"encoder.layer.{i}.";
            foreach (var name in new[] { "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense" })
            {
                set.DeclareLinear(layer + name, config.HiddenSize, config.HiddenSize);
            }

            set.DeclareNoNorm(layer + "attention.output.LayerNorm", config.HiddenSize);
            set.DeclareLinear(layer + "intermediate.dense", config.HiddenSize, config.IntermediateSize);
            set.DeclareLinear(layer + "output.dense", config.IntermediateSize, config.HiddenSize);
            set.DeclareNoNorm(layer + "output.LayerNorm", config.HiddenSize);
        }

        set.DeclareLinear("pooler.dense", config.HiddenSize, config.HiddenSize);
        set.DeclareLinear("classifier", config.HiddenSize, config.Labels);
        return set;
    }
}
