using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// MobileBERT for classification, with Hugging Face's parameter names (without the prefix <c>mobilebert.</c>) and semantics: trigram input, NoNorm,
/// bottlenecks, a classifier on the raw state of [CLS].
/// </summary>
public sealed class MobileBert : IClassifierNetwork
{
    /// <summary>Name of the word pieces' embeddings.</summary>
    public const string WordEmbeddings = "embeddings.word_embeddings.weight";

    /// <summary>Declares the parameters: weights 0, NoNorms 1. Load or initialise them next.</summary>
    public MobileBert(MobileBertConfig config)
    {
        config.Require();
        Config = config;
        Parameters = Declare(config);
    }

    /// <summary>The structure.</summary>
    public MobileBertConfig Config { get; }

    /// <inheritdoc/>
    public NetworkConfig Structure => Config;

    /// <inheritdoc/>
    public ParameterSet Parameters { get; }

    /// <inheritdoc/>
    public string BasePrefix => "mobilebert";

    /// <inheritdoc/>
    public int PaddingId => Config.PaddingId;

    /// <inheritdoc/>
    public int Labels => Config.Labels;

    /// <inheritdoc/>
    public int MaximumPositions => Config.MaximumPositions;

    /// <inheritdoc/>
    public double InitializerRange => 0.02;

    /// <inheritdoc/>
    public string ConfigJson => Config.ToJson();

    /// <inheritdoc/>
    public Tensor Forward(Tensor ids, Tensor? mask = null, Generator? dropout = null) =>
        Classify(Encode(ids, mask, null, dropout, isFirstEnough: true), dropout);

    /// <summary>Logits from the last hidden state: its [CLS] alone counts.</summary>
    public Tensor Classify(Tensor hidden, Generator? dropout = null) =>
        ParameterSet.Exact(Linear("classifier", Dropout.Apply(hidden.select(1, 0), Config.ClassifierDropout ?? Config.HiddenDropout, dropout)));

    /// <summary>The last hidden state, float32 [batch, sequence, hidden].</summary>
    /// <param name="ids">int64 [batch, sequence].</param>
    /// <param name="mask">As in <see cref="Forward"/>.</param>
    /// <param name="types">int64 [batch, sequence]; null is all 0.</param>
    /// <param name="dropout">As in <see cref="Forward"/>.</param>
    /// <param name="each">Sees the embeddings' output and every layer's.</param>
    /// <param name="isFirstEnough">Whether the last layer is to compute [CLS] alone, [batch, 1, hidden]: a classifier reads no more.</param>
    public Tensor Encode(Tensor ids, Tensor? mask, Tensor? types = null, Generator? dropout = null, Action<Tensor>? each = null, bool isFirstEnough = false)
    {
        var hidden = Embed(ids, types, dropout);
        each?.Invoke(hidden);
        var bias = Attention.Bias(mask);
        for (var layer = 0; layer < Config.Layers; layer++)
        {
            var name = $"encoder.layer.{layer}.";
            hidden = isFirstEnough && layer == Config.Layers - 1 ? LastLayer(name, hidden, bias, dropout) : Layer(name, hidden, bias, dropout);
            each?.Invoke(hidden);
        }

        return hidden;
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private Tensor Embed(Tensor ids, Tensor? types, Generator? dropout)
    {
        var (batch, length) = (ids.shape[0], ids.shape[1]);

        var words = Parameters[WordEmbeddings].index_select(0, ids.flatten()).view(batch, length, Config.EmbeddingSize);
        var nothing = zeros([batch, 1, Config.EmbeddingSize], device: ids.device);
        var next = cat([words.slice(1, 1, length, 1), nothing], 1);
        var previous = cat([nothing, words.slice(1, 0, length - 1, 1)], 1);
        var hidden = Linear("embeddings.embedding_transformation", cat([next, words, previous], 2));

        var positions = Parameters["embeddings.position_embeddings.weight"].slice(0, 0, length, 1);
        var kinds = Parameters["embeddings.token_type_embeddings.weight"];
        hidden = hidden.Plus(positions).Plus(types is null ? kinds[0] : kinds.index_select(0, types.flatten()).view(batch, length, Config.HiddenSize));
        return Dropout.Apply(NoNorm("embeddings.LayerNorm", hidden), Config.HiddenDropout, dropout);
    }

    private Tensor Layer(string layer, Tensor hidden, Tensor? bias, Generator? dropout)
    {
        var products = Parameters.Linears(hidden, layer + "bottleneck.input.dense", layer + "bottleneck.attention.dense", layer + "attention.self.value");
        var scored = Parameters.Linears(NoNorm(layer + "bottleneck.attention.LayerNorm", products[1]), layer + "attention.self.query", layer + "attention.self.key");
        return Attend(layer, hidden, products[0], scored[0], scored[1], products[2], bias, dropout);
    }

    /// <summary>As <see cref="Layer"/>, for [CLS] alone: all tokens are keys and values, only it asks.</summary>
    private Tensor LastLayer(string layer, Tensor hidden, Tensor? bias, Generator? dropout)
    {
        var first = Attention.First(hidden);
        var products = Parameters.Linears(hidden, layer + "bottleneck.attention.dense", layer + "attention.self.value");
        var shared = NoNorm(layer + "bottleneck.attention.LayerNorm", products[0]);
        var query = Linear(layer + "attention.self.query", Attention.First(shared));
        return Attend(layer, first, Linear(layer + "bottleneck.input.dense", first), query, Linear(layer + "attention.self.key", shared), products[1], bias, dropout);
    }

    /// <summary>The rest of a layer, for the tokens that ask.</summary>
    private Tensor Attend(string layer, Tensor hidden, Tensor narrow, Tensor query, Tensor key, Tensor value, Tensor? bias, Generator? dropout)
    {
        var context = Attention.Apply(query, key, value, Config.Heads, bias, Config.AttentionDropout, dropout);
        var state = NoNorm(
            layer + "attention.output.LayerNorm", Add(Linear(layer + "attention.output.dense", context), NoNorm(layer + "bottleneck.input.LayerNorm", narrow)));
        for (var i = 0; i < Config.FeedForwardNetworks - 1; i++)
        {
            state = FeedForward($"{layer}ffn.{i}.", state);
        }

        state = FeedForward(layer, state);
        var wide = Dropout.Apply(Linear(layer + "output.bottleneck.dense", state), Config.HiddenDropout, dropout);
        return NoNorm(layer + "output.bottleneck.LayerNorm", Add(wide, hidden));
    }

    private Tensor FeedForward(string name, Tensor state) =>
        NoNorm(name + "output.LayerNorm", Add(Linear(name + "output.dense", F.relu(Linear(name + "intermediate.dense", state), inplace: true)), state));

    private Tensor Linear(string name, Tensor x) => Parameters.Linear(name, x);

    /// <summary>In place where the product, which no gradient needs, is float32 as the residual is.</summary>
    private static Tensor Add(Tensor product, Tensor residual) => product.dtype == residual.dtype ? product.Increase(residual) : product.Plus(residual);

    private Tensor NoNorm(string name, Tensor x) => addcmul(Parameters[name + ".bias"], ParameterSet.Exact(x), Parameters[name + ".weight"], LastingScalars.One);

    private static ParameterSet Declare(MobileBertConfig config)
    {
        var (wide, narrow, inner) = (config.HiddenSize, config.BottleneckSize, config.IntermediateSize);
        var set = new ParameterSet();
        set.Declare(WordEmbeddings, config.VocabularySize, config.EmbeddingSize);
        set.Declare("embeddings.position_embeddings.weight", config.MaximumPositions, wide);
        set.Declare("embeddings.token_type_embeddings.weight", config.TokenTypes, wide);
        set.DeclareLinear("embeddings.embedding_transformation", config.EmbeddingSize * 3, wide);
        set.DeclareNoNorm("embeddings.LayerNorm", wide);
        for (var i = 0; i < config.Layers; i++)
        {
            var layer = $"encoder.layer.{i}.";
            set.DeclareLinear(layer + "attention.self.query", narrow, narrow);
            set.DeclareLinear(layer + "attention.self.key", narrow, narrow);
            set.DeclareLinear(layer + "attention.self.value", wide, narrow);
            set.DeclareLinear(layer + "attention.output.dense", narrow, narrow);
            set.DeclareNoNorm(layer + "attention.output.LayerNorm", narrow);
            DeclareFeedForward(set, layer, narrow, inner);
            set.DeclareLinear(layer + "output.bottleneck.dense", narrow, wide);
            set.DeclareNoNorm(layer + "output.bottleneck.LayerNorm", wide);
            set.DeclareLinear(layer + "bottleneck.input.dense", wide, narrow);
            set.DeclareNoNorm(layer + "bottleneck.input.LayerNorm", narrow);
            set.DeclareLinear(layer + "bottleneck.attention.dense", wide, narrow);
            set.DeclareNoNorm(layer + "bottleneck.attention.LayerNorm", narrow);
            for (var j = 0; j < config.FeedForwardNetworks - 1; j++)
            {
                DeclareFeedForward(set, $"{layer}ffn.{j}.", narrow, inner);
            }
        }

        set.DeclareLinear("classifier", wide, config.Labels);
        return set;
    }

    private static void DeclareFeedForward(ParameterSet set, string name, int narrow, int inner)
    {
        set.DeclareLinear(name + "intermediate.dense", narrow, inner);
        set.DeclareLinear(name + "output.dense", inner, narrow);
        set.DeclareNoNorm(name + "output.LayerNorm", narrow);
    }
}
