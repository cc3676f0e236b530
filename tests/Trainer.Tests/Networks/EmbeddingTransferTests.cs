using FakeNews.Trainer.Networks;
using FakeNews.Trainer.Vocabulary;

namespace FakeNews.Trainer.Tests.Networks;

[Collection(TorchCollection.Name)]
public sealed class EmbeddingTransferTests
{
    private static readonly string[] Teacher = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rain", "##y", "snow", "ice", "##d", "a", "b"];

    private static readonly string[] Pieces = [.. WordPieceTrainer.SpecialTokens, "rain", "rainy", "##y", "snow", "iced", "\u2603"];

    [Fact]
    public void A_piece_lies_midway_between_the_pieces_that_spell_it()
    {
        using var network = Transferred();
        var rows = network.Parameters.ToArrays()[MobileBert.WordEmbeddings];
        float[] Row(string piece) => rows.Values[(Array.IndexOf(Pieces, piece) * 8)..((Array.IndexOf(Pieces, piece) + 1) * 8)];

        var (rain, ending, rainy) = (Row("rain"), Row("##y"), Row("rainy"));
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal((rain[i] + ending[i]) / 2, rainy[i], 1e-4));
        Assert.Equal(Row("[UNK]"), Row("\u2603"));
        Assert.All(Row("[PAD]"), value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_same_teacher_gives_the_same_embeddings()
    {
        using var once = Transferred();
        using var again = Transferred();

        Assert.Equal(once.Parameters.ToArrays()[MobileBert.WordEmbeddings].Values, again.Parameters.ToArrays()[MobileBert.WordEmbeddings].Values);
    }

    private static MobileBert Transferred()
    {
        var random = new Random(5);
        var table = new WeightArray([Teacher.Length, 12], [.. Enumerable.Range(0, Teacher.Length * 12).Select(_ => (float)(random.NextDouble() - 0.5))]);
        var network = new MobileBert(RandomNetwork.Config() with { VocabularySize = Pieces.Length });
        FanInInitialization.Apply(network, 1);
        EmbeddingTransfer.Apply(network, Pieces, new FakeNews.Grains.Tokenization.Vocabulary(Teacher), table);
        return network;
    }
}
