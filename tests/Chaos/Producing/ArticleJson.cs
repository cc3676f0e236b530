using System.Buffers;
using System.Text.Json;

namespace FakeNews.Chaos.Producing;

/// <summary>Writes an article as producers do.</summary>
public static class ArticleJson
{
    /// <summary>The article's bytes.</summary>
    public static byte[] Write(string id, PoolText text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteString("title"u8, text.Title);
            if (text.Body is not null)
            {
                json.WriteString("text"u8, text.Body);
            }

            json.WriteString("source"u8, source);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
