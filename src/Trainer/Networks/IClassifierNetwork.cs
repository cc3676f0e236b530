using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>A text classifier that training, prediction and checkpoints handle alike, whatever its inner structure.</summary>
public interface IClassifierNetwork : IDisposable
{
    /// <summary>The structure.</summary>
    NetworkConfig Structure { get; }

    /// <summary>The parameters by Hugging Face's names without <see cref="BasePrefix"/>; the word pieces' embeddings come first.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Prefix of the encoder's parameters in a checkpoint, without its dot: <c>bert</c>.</summary>
    string BasePrefix { get; }

    /// <summary>Id of [PAD], whose embedding gets no gradient.</summary>
    int PaddingId { get; }

    /// <summary>Number of classes.</summary>
    int Labels { get; }

    /// <summary>Longest input in tokens.</summary>
    int MaximumPositions { get; }

    /// <summary>Standard deviation of weights that a checkpoint lacks, as Hugging Face draws them.</summary>
    double InitializerRange { get; }

    /// <summary>The <c>config.json</c> that Hugging Face reads.</summary>
    string ConfigJson { get; }

    /// <summary>Logits.</summary>
    /// <param name="ids">int64 [batch, sequence].</param>
    /// <param name="mask">float32 [batch, sequence], 1 on tokens and 0 on padding; null where nothing is padded.</param>
    /// <param name="dropout">Draws what dropout drops, while training; null where nothing is dropped.</param>
    /// <returns>float32 [batch, labels], owned by the caller's dispose scope.</returns>
    Tensor Forward(Tensor ids, Tensor? mask = null, Generator? dropout = null);
}
