using System.Text.Json;

namespace FakeNews.Trainer.Checkpoints.Safetensors;

/// <summary>
/// The JSON at the start of a .safetensors file, checked as the format demands: no name twice, no gap, no overlap, nothing beyond the end.
/// Source: the format's description in the safetensors repository.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit for the header, in bytes.</summary>
    public const int MaximumLength = 100_000_000;

    private const string MetadataKey = "__metadata__";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Free text, usually <c>format: pt</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads the header's bytes.</summary>
    /// <param name="json">The header without its length.</param>
    /// <param name="dataLength">Bytes that follow the header in the file.</param>
    /// <exception cref="CheckpointException">The header is not valid.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new CheckpointException("The header is not a JSON object.");
            }

            var entries = new List<SafetensorsEntry>();
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals(MetadataKey))
                {
                    foreach (var pair in property.Value.EnumerateObject())
                    {
                        metadata.Add(pair.Name, pair.Value.GetString() ?? string.Empty);
                    }
                }
                else
                {
                    entries.Add(Entry(property));
                }
            }

            entries.Sort(static (a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
            CheckPlaces(entries, dataLength);
            return new SafetensorsHeader(entries, metadata);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CheckpointException($"The header is not valid: {exception.Message}", exception);
        }
    }

    private static SafetensorsEntry Entry(JsonProperty property)
    {
        var code = property.Value.GetProperty("dtype").GetString();
        var type = TensorTypes.FromCode(code) ?? throw new CheckpointException($"{property.Name} has the type {code}, which is not supported.");
        var extents = property.Value.GetProperty("shape").EnumerateArray().Select(static extent => extent.GetInt64()).ToArray();
        var offsets = property.Value.GetProperty("data_offsets").EnumerateArray().Select(static offset => offset.GetInt64()).ToArray();
        if (offsets is not [var start, var end] || start < 0 || end < start)
        {
            throw new CheckpointException($"{property.Name} has no valid data_offsets.");
        }

        var entry = new TensorEntry(property.Name, type, new TensorShape(extents));
        if (end - start != (Int128)entry.Shape.ElementCount * type.Size())
        {
            throw new CheckpointException($"{property.Name} has {end - start} bytes, which do not fit {code} {entry.Shape}.");
        }

        return new SafetensorsEntry(entry, start, end);
    }

    private static void CheckPlaces(List<SafetensorsEntry> entries, long dataLength)
    {
        var reached = 0L;
        foreach (var entry in entries)
        {
            if (entry.Start != reached)
            {
                throw new CheckpointException(
                    $"{entry.Tensor.Name} {(entry.Start < reached ? "overlaps the tensor before it" : "leaves a gap before it")} (byte {entry.Start}, not {reached}).");
            }

            reached = entry.End;
        }

        if (reached != dataLength)
        {
            throw new CheckpointException($"The tensors end at byte {reached}, the file's data at {dataLength}: it is cut short or has something appended.");
        }
    }
}
