namespace FakeNews.Silo.Api;

/// <summary>Reads a request's body up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>The body's bytes; null where there are more than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maximum, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maximum)
        {
            return null;
        }

        using var whole = new MemoryStream((int)(request.ContentLength ?? 4_096));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                whole.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (whole.Length > maximum)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                return whole.TryGetBuffer(out var filled) && filled.Count == whole.Capacity ? filled.Array : whole.ToArray();
            }
        }
    }
}
