using System.Text.Json;

namespace FakeNews.Ingest.Parsing;

/// <summary>Cuts the JSON array of an HTTP request into its elements, so that each is read (and refused) alone.</summary>
public static class ArticleArray
{
    /// <summary>Cuts the array, in order and without copying.</summary>
    /// <param name="body">The request's bytes.</param>
    /// <param name="elements">One slice for each element.</param>
    /// <returns>False where the bytes are not one JSON array; the array's elements are then for nobody.</returns>
    public static bool TrySplit(ReadOnlyMemory<byte> body, out IReadOnlyList<ReadOnlyMemory<byte>> elements)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        elements = found;
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = 100_000 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                found.Add(body[start..(int)reader.BytesConsumed]);
            }

            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
