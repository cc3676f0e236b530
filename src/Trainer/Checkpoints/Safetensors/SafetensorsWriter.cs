using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FakeNews.Trainer.Checkpoints.Safetensors;

/// <summary>
/// Writes .safetensors files as Hugging Face's own library lays them out: wide types first, then by name, the header padded to eight bytes.
/// The same tensors give the same bytes, in whatever order they come.
/// </summary>
public static class SafetensorsWriter
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file beside the target and moves it there, so that a kill never leaves half a checkpoint.</summary>
    /// <exception cref="CheckpointException">A name occurs twice.</exception>
    public static void Write(string path, IEnumerable<NamedTensor> tensors)
    {
        var unfinished = path + ".unfinished";
        using (var stream = File.Create(unfinished))
        {
            Write(stream, tensors);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Writes to a stream.</summary>
    /// <exception cref="CheckpointException">A name occurs twice.</exception>
    public static void Write(Stream stream, IEnumerable<NamedTensor> tensors)
    {
        NamedTensor[] ordered =
        [
            .. tensors.OrderByDescending(static tensor => tensor.Type.Size())
                .ThenBy(static tensor => tensor.Type)
                .ThenBy(static tensor => tensor.Name, StringComparer.Ordinal),
        ];
        var header = Header(ordered);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in ordered)
        {
            stream.Write(tensor.Data.Span);
        }
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> ordered)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();

            // transformers refuses a file that doesn't say which library its layout is for.
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "pt");
            json.WriteEndObject();
            var offset = 0L;
            var seen = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
            foreach (var tensor in ordered)
            {
                if (!seen.Add(tensor.Name))
                {
                    throw new CheckpointException($"The name {tensor.Name} can't be used for two tensors.");
                }

                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.Code());
                json.WriteStartArray("shape");
                foreach (var extent in tensor.Shape.Extents)
                {
                    json.WriteNumberValue(extent);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var padded = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        padded.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }
}
