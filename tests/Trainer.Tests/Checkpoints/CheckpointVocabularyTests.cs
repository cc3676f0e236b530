using System.Text.Json;
using FakeNews.Trainer.Checkpoints;

namespace FakeNews.Trainer.Tests.Checkpoints;

public sealed class CheckpointVocabularyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakenews-trainer-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Vocab_txt_comes_first()
    {
        Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n");
        Write("tokenizer.json", "{}");

        Assert.Equal(["[PAD]", "[UNK]", "[CLS]"], CheckpointVocabulary.Read(_folder));
    }

    [Fact]
    public void Tokenizer_json_gives_pieces_by_id_whatever_their_order()
    {
        var pieces = new Dictionary<string, int> { ["##s"] = 3, ["[UNK]"] = 1, ["cat"] = 2, ["[PAD]"] = 0 };
        Write("tokenizer.json", JsonSerializer.Serialize(new
        {
            added_tokens = new[] { new { id = 1, content = "[UNK]" }, new { id = 4, content = "[MASK]" } },
            normalizer = new { type = "BertNormalizer", lowercase = true },
            model = new { type = "WordPiece", vocab = pieces },
        }));

        Assert.Equal(["[PAD]", "[UNK]", "cat", "##s", "[MASK]"], CheckpointVocabulary.Read(_folder));
    }

    [Theory]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0}}}""", "WordPiece")]
    [InlineData("""{"model":{"type":"WordPiece","vocab":{"a":0,"b":2}}}""", "gaps")]
    [InlineData("""{"model":{"type":"WordPiece","vocab":{"a":0,"b":0}}}""", "twice")]
    [InlineData("""{"model":{"type":"WordPiece","vocab":{"a":"x"}}}""", "no number")]
    [InlineData("""{"normalizer":{"lowercase":false},"model":{"type":"WordPiece","vocab":{"a":0}}}""", "cased")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "not valid JSON")]
    public void What_our_tokenizer_lacks_is_refused(string json, string why)
    {
        Write("tokenizer.json", json);

        Assert.Contains(why, Assert.Throws<CheckpointException>(() => CheckpointVocabulary.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cased_model_and_a_folder_without_pieces_are_refused()
    {
        Assert.Contains("neither vocab.txt nor tokenizer.json", Assert.Throws<CheckpointException>(() => CheckpointVocabulary.Read(_folder)).Message, StringComparison.Ordinal);
        Write("vocab.txt", "[PAD]\n");
        Write("tokenizer_config.json", """{"do_lower_case":false}""");
        Assert.Contains("cased", Assert.Throws<CheckpointException>(() => CheckpointVocabulary.Read(_folder)).Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
