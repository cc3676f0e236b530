using System.Buffers;
using System.Text.Json;

namespace FakeNews.Chaos.Producing;

/// <summary>Writes an article as producers do.</summary>
public static class ArticleJson
{
    /// <summary>The article's bytes.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="text">Its text.</param>
    /// <param name="source">Its publisher, where the text has none.</param>
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

            json.WriteString("source"u8, text.Source ?? source);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
