using System.Text.Json;
using FakeNews.Trainer.Checkpoints;
using FakeNews.Trainer.Networks;

namespace FakeNews.Trainer.Runs;

/// <summary>A <c>config.json</c> without weights: the structure of a network that is trained from scratch.</summary>
public static class StructureFile
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is not there, no JSON object, or describes a network that is not supported.</exception>
    public static NetworkConfig Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"There is no file {path}; --structure names the config.json of the network that is trained from scratch.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? NetworkCheckpoint.Structure(document.RootElement)
                : throw new InvalidDataException($"{path} is not a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no config.json: {exception.Message}", exception);
        }
        catch (CheckpointException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
