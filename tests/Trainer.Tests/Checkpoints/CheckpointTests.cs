using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Checkpoints.Safetensors;
using FakeNews.Trainer.Tests.Goldens;

namespace FakeNews.Trainer.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_gives_weights_config_and_vocabulary()
    {
        using var checkpoint = Checkpoint.Open(Golden.File("models/distilbert-tiny"));
        Assert.Equal("distilbert", checkpoint.Config!.Value.GetProperty("model_type").GetString());
        Assert.EndsWith("vocab.txt", checkpoint.VocabularyPath, StringComparison.Ordinal);
        Assert.Contains(checkpoint.Tensors.Entries, static entry => entry.Name == "distilbert.embeddings.word_embeddings.weight");
    }

    [Fact]
    public void A_file_alone_is_opened_with_the_config_beside_it()
    {
        using var checkpoint = Checkpoint.Open(Path.Combine(Golden.File("models/distilbert-tiny"), "model.safetensors"));
        Assert.NotNull(checkpoint.Config);
    }

    [Fact]
    public void What_is_saved_is_opened_again()
    {
        var tensor = NamedTensor.FromSingles("classifier.weight", new TensorShape(2, 1), [1f, 2f]);
        Checkpoint.Save(_folder, [tensor], """{"model_type":"bert"}""");
        using var checkpoint = Checkpoint.Open(_folder);
        Assert.Equal([1f, 2f], checkpoint.Tensors.Read("classifier.weight").ToSingles());
        Assert.Null(checkpoint.VocabularyPath);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("neither model.safetensors nor pytorch_model.bin", Message(_folder), StringComparison.Ordinal);
        Assert.Contains("no folder or file", Message(Path.Combine(_folder, "absent")), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "model.safetensors.index.json"), "{}");
        Assert.Contains("several files", Message(_folder), StringComparison.Ordinal);
        SafetensorsWriter.Write(Path.Combine(_folder, "model.safetensors"), []);
        File.WriteAllText(Path.Combine(_folder, "config.json"), "{ nonsense");
        Assert.Contains("not valid JSON", Message(_folder), StringComparison.Ordinal);
    }

    private static string Message(string path) => Assert.Throws<CheckpointException>(() => Checkpoint.Open(path)).Message;
}
