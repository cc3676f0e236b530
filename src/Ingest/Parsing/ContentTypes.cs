namespace FakeNews.Ingest.Parsing;

/// <summary>Reads a <c>content-type</c> header. JSON types, none at all, and the shapeless <c>application/octet-stream</c> are articles.</summary>
internal static class ContentTypes
{
    public static PayloadKind Classify(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return PayloadKind.Article;
        }

        var rest = contentType.AsSpan();
        var end = rest.IndexOf(';');
        var type = (end < 0 ? rest : rest[..end]).Trim();
        if (end >= 0 && !IsUtf8(rest[(end + 1)..]))
        {
            return PayloadKind.Unsupported;
        }

        if (Is(type, "application/json"))
        {
            return PayloadKind.Article;
        }

        if (type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase))
        {
            return Is(type, "application/cloudevents+json") ? PayloadKind.StructuredCloudEvent : PayloadKind.Unsupported;
        }

        var json = Is(type, "text/json") || Is(type, "application/octet-stream")
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        return json ? PayloadKind.Article : PayloadKind.Unsupported;
    }

    /// <summary>False only where the parameters name another character set.</summary>
    private static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            var equals = parameter.IndexOf('=');
            if (equals > 0 && Is(parameter[..equals].Trim(), "charset"))
            {
                var charset = parameter[(equals + 1)..].Trim().Trim('"');
                return Is(charset, "utf-8") || Is(charset, "utf8") || Is(charset, "us-ascii");
            }
        }

        return true;
    }

    private static bool Is(ReadOnlySpan<char> value, string known) => value.Equals(known, StringComparison.OrdinalIgnoreCase);
}
