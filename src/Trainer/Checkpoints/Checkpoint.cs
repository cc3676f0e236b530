using System.Text.Json;
using FakeNews.Trainer.Checkpoints.Safetensors;

namespace FakeNews.Trainer.Checkpoints;

/// <summary>A model as Hugging Face stores it: a folder with config.json, vocab.txt and the weights, or the weights' file alone.</summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>The configuration's file name.</summary>
    public const string ConfigName = "config.json";

    /// <summary>The vocabulary's file name, one word piece a line.</summary>
    public const string VocabularyName = "vocab.txt";

    /// <summary>The file name of a fast tokenizer, which holds the vocabulary too.</summary>
    public const string TokenizerName = "tokenizer.json";

    /// <summary>The weights' file name.</summary>
    public const string WeightsName = "model.safetensors";

    /// <summary>The weights' file name in older folders.</summary>
    public const string PyTorchWeightsName = "pytorch_model.bin";

    private Checkpoint(string folder, string weightsPath, ITensorSource tensors, JsonElement? config)
    {
        Folder = folder;
        WeightsPath = weightsPath;
        Tensors = tensors;
        Config = config;
    }

    /// <summary>The folder that it lies in.</summary>
    public string Folder { get; }

    /// <summary>The file of the weights.</summary>
    public string WeightsPath { get; }

    /// <summary>The weights.</summary>
    public ITensorSource Tensors { get; }

    /// <summary>config.json, a JSON object, or null where there is none.</summary>
    public JsonElement? Config { get; }

    /// <summary>vocab.txt or tokenizer.json, or null where there is neither.</summary>
    public string? VocabularyPath => new[] { VocabularyName, TokenizerName }.Select(name => Path.Combine(Folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Opens a folder (model.safetensors is preferred to pytorch_model.bin) or a file of weights, with the config.json beside it.</summary>
    /// <exception cref="CheckpointException">There is no such thing, or it can't be read.</exception>
    public static Checkpoint Open(string path)
    {
        var weights = File.Exists(path) ? path : WeightsIn(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(weights))!;
        var config = ReadConfig(Path.Combine(folder, ConfigName));
        return new Checkpoint(folder, weights, TensorFile.Open(weights), config);
    }

    /// <summary>Writes a folder that Hugging Face can load.</summary>
    /// <param name="folder">Created if absent; files of the same names are replaced.</param>
    /// <param name="tensors">The weights.</param>
    /// <param name="configJson">The text of config.json.</param>
    /// <param name="vocabularyPath">The vocab.txt to copy, or null.</param>
    public static void Save(string folder, IEnumerable<NamedTensor> tensors, string configJson, string? vocabularyPath = null)
    {
        Directory.CreateDirectory(folder);
        SafetensorsWriter.Write(Path.Combine(folder, WeightsName), tensors);
        File.WriteAllText(Path.Combine(folder, ConfigName), configJson.TrimEnd() + "\n");
        var target = Path.Combine(folder, VocabularyName);
        if (vocabularyPath is not null && Path.GetFullPath(vocabularyPath) != Path.GetFullPath(target))
        {
            File.Copy(vocabularyPath, target, overwrite: true);
        }

        if (vocabularyPath is not null)
        {
            File.WriteAllText(
                Path.Combine(folder, "tokenizer_config.json"),
                """
                {
                  "do_lower_case": true,
                  "tokenizer_class": "BertTokenizer",
                  "unk_token": "[UNK]",
                  "sep_token": "[SEP]",
                  "pad_token": "[PAD]",
                  "cls_token": "[CLS]",
                  "mask_token": "[MASK]"
                }

                """);
        }
    }

    /// <inheritdoc />
    public void Dispose() => Tensors.Dispose();

    private static string WeightsIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CheckpointException($"There is no folder or file {folder}.");
        }

        var found = new[] { WeightsName, PyTorchWeightsName }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is not null)
        {
            return found;
        }

        throw new CheckpointException(
            File.Exists(Path.Combine(folder, WeightsName + ".index.json")) || File.Exists(Path.Combine(folder, PyTorchWeightsName + ".index.json"))
                ? $"{folder} has its weights in several files; save the model again in one."
                : $"{folder} has neither {WeightsName} nor {PyTorchWeightsName}.");
    }

    private static JsonElement? ReadConfig(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new CheckpointException($"{path} is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new CheckpointException($"{path} is not valid JSON: {exception.Message}", exception);
        }
    }
}
