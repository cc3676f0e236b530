using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// DistilBERT for classification, with Hugging Face's parameter names without the prefix <c>distilbert.</c> and its semantics: no token types, a layer with
/// ReLU before the classifier.
/// </summary>
public sealed class DistilBert : IClassifierNetwork
{
    private const double Epsilon = 1e-12;

    private readonly EncoderParts _parts;

    /// <summary>Declares the parameters: weights 0, layer norms 1. Load or initialise them next.</summary>
    public DistilBert(DistilBertConfig config)
    {
        Config = config;
        Parameters = Declare(config);
        _parts = new EncoderParts(Parameters, Epsilon, config.Activation);
    }

    /// <summary>The structure.</summary>
    public DistilBertConfig Config { get; }

    /// <inheritdoc/>
    public NetworkConfig Structure => Config;

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public string BasePrefix => "distilbert";

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
    public Tensor Forward(Tensor ids, Tensor? mask = null, Generator? dropout = null) => Classify(Pool(Encode(ids, mask, dropout, isFirstEnough: true)), dropout);

    /// <summary>The layer before the classifier on [CLS], before its ReLU; float32 [batch, hidden].</summary>
    public Tensor Pool(Tensor hidden) => _parts.Linear("pre_classifier", hidden.select(1, 0));

    /// <summary>Logits from what <see cref="Pool"/> gives.</summary>
    public Tensor Classify(Tensor pooled, Generator? dropout = null) =>
        ParameterSet.Exact(_parts.Linear("classifier", Dropout.Apply(F.relu(pooled), Config.ClassifierDropout, dropout)));

    /// <summary>The last hidden state, float32 [batch, sequence, hidden].</summary>
    /// <param name="ids">int64 [batch, sequence].</param>
    /// <param name="mask">As in <see cref="Forward"/>.</param>
    /// <param name="dropout">As in <see cref="Forward"/>.</param>
    /// <param name="each">Sees the embeddings' output and every layer's.</param>
    /// <param name="isFirstEnough">Whether the last layer is to compute [CLS] alone, [batch, 1, hidden]: a classifier reads no more.</param>
    public Tensor Encode(Tensor ids, Tensor? mask, Generator? dropout = null, Action<Tensor>? each = null, bool isFirstEnough = false)
    {
        var embedded = _parts.Lookup("embeddings.word_embeddings.weight", ids).Plus(Parameters["embeddings.position_embeddings.weight"].slice(0, 0, ids.shape[1], 1));
        var hidden = Dropout.Apply(_parts.LayerNorm("embeddings.LayerNorm", embedded), Config.Dropout, dropout);
        each?.Invoke(hidden);
        var bias = Attention.Bias(mask);
        for (var layer = 0; layer < Config.Layers; layer++)
        {
            hidden = Layer($"transformer.layer.{layer}.", hidden, isFirstEnough && layer == Config.Layers - 1 ? Attention.First(hidden) : hidden, bias, dropout);
            each?.Invoke(hidden);
        }

        return hidden;
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private Tensor Layer(string layer, Tensor hidden, Tensor asking, Tensor? bias, Generator? dropout)
    {
        var attention = layer + "attention.";
        var context = Attention.Apply(
            _parts.Linear(attention + "q_lin", asking), _parts.Linear(attention + "k_lin", hidden), _parts.Linear(attention + "v_lin", hidden), Config.Heads, bias, Config.AttentionDropout, dropout);
        var attended = _parts.LayerNorm(layer + "sa_layer_norm", _parts.Linear(attention + "out_lin", context).Plus(asking));
        var change = Dropout.Apply(_parts.FeedForward(layer + "ffn.lin1", layer + "ffn.lin2", attended), Config.Dropout, dropout);
        return _parts.LayerNorm(layer + "output_layer_norm", change.Plus(attended));
    }

    private static ParameterSet Declare(DistilBertConfig config)
    {
        var set = new ParameterSet();
        set.Declare("embeddings.word_embeddings.weight", config.VocabularySize, config.HiddenSize);
        set.Declare("embeddings.position_embeddings.weight", config.MaximumPositions, config.HiddenSize);
        set.DeclareNoNorm("embeddings.LayerNorm", config.HiddenSize);
        for (var i = 0; i < config.Layers; i++)
        {
            var layer = $"transformer.layer.{i}.";
            foreach (var name in new[] { "q_lin", "k_lin", "v_lin", "out_lin" })
            {
                set.DeclareLinear(layer + "attention." + name, config.HiddenSize, config.HiddenSize);
            }

            set.DeclareNoNorm(layer + "sa_layer_norm", config.HiddenSize);
            set.DeclareLinear(layer + "ffn.lin1", config.HiddenSize, config.IntermediateSize);
            set.DeclareLinear(layer + "ffn.lin2", config.IntermediateSize, config.HiddenSize);
            set.DeclareNoNorm(layer + "output_layer_norm", config.HiddenSize);
        }

        set.DeclareLinear("pre_classifier", config.HiddenSize, config.HiddenSize);
        set.DeclareLinear("classifier", config.HiddenSize, config.Labels);
        return set;
    }
}
