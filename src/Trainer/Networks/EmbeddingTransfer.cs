using static TorchSharp.torch;

namespace FakeNews.Trainer.Networks;

/// <summary>
/// First embeddings for our own word pieces from a pretrained encoder: a piece takes the mean of the embeddings of the encoder's pieces that spell it, and
/// all are projected onto the directions in which they vary most (principal components).
/// </summary>
public static class EmbeddingTransfer
{
    /// <summary>Standard deviation of the values, that of a random first embedding.</summary>
    private const double Deviation = 0.5;

    /// <summary>Overwrites the word embeddings of a network, [PAD]'s row but.</summary>
    /// <param name="network">Its vocabulary is <paramref name="pieces"/>.</param>
    /// <param name="pieces">Pieces by id.</param>
    /// <param name="teacher">The encoder's vocabulary.</param>
    /// <param name="embeddings">The encoder's word embeddings [pieces, width]; width is at least the network's embedding size.</param>
    public static void Apply(MobileBert network, IReadOnlyList<string> pieces, Grains.Tokenization.Vocabulary teacher, WeightArray embeddings)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var means = new float[pieces.Count * embeddings.Columns];
        for (var id = 0; id < pieces.Count; id++)
        {
            var row = means.AsSpan(id * embeddings.Columns, embeddings.Columns);
            var spelled = Spell(pieces[id], teacher);
            foreach (var part in spelled)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                    embeddings.Values.AsSpan(part * embeddings.Columns, embeddings.Columns), 1f / spelled.Count, row, row);
            }
        }

        var all = tensor(means).reshape(pieces.Count, embeddings.Columns);
        all -= all.mean([0]);
        var (_, directions) = linalg.eigh(all.t().matmul(all).to_type(ScalarType.Float64));

        // Eigenvectors come in rising order and with any sign; the largest component is made positive, so that the same input gives the same output.
        var size = network.Config.EmbeddingSize;
        var main = directions.slice(1, embeddings.Columns - size, embeddings.Columns, 1);
        main *= main.gather(0, main.abs().argmax(0, keepdim: true)).sign();
        var projected = all.matmul(main.to_type(ScalarType.Float32));
        projected *= Deviation / projected.std().item<float>();
        var target = network.Parameters[MobileBert.WordEmbeddings];
        target.copy_(projected);
        target[network.Config.PaddingId].zero_();
    }

    /// <summary>The teacher's pieces that spell ours, longest first match; [UNK] where it can't.</summary>
    private static List<int> Spell(string piece, Grains.Tokenization.Vocabulary teacher)
    {
        if (teacher.TryGetId(piece, out var same))
        {
            return [same];
        }

        var continues = piece.StartsWith(Grains.Tokenization.Vocabulary.Continuation, StringComparison.Ordinal);
        var rest = continues ? piece[2..] : piece;
        var spelled = new List<int>();
        while (rest.Length > 0)
        {
            var length = rest.Length;
            ushort id = 0;
            while (length > 0 && !teacher.TryGetId((continues ? Grains.Tokenization.Vocabulary.Continuation : "") + rest[..length], out id))
            {
                length--;
            }

            if (length == 0)
            {
                return [teacher.Unknown];
            }

            spelled.Add(id);
            rest = rest[length..];
            continues = true;
        }

        return spelled;
    }
}
