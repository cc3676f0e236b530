using System.Text.Json;

namespace FakeNews.Grains.Registry;

/// <summary>Writes the registry's record as the same JSON in every store: a file, Redis, or another.</summary>
public sealed class JsonStateSerializer : Orleans.Storage.IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, typeof(T), RegistryJson.Default));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return (T)JsonSerializer.Deserialize(input.ToMemory().Span, typeof(T), RegistryJson.Default)!;
    }
}
