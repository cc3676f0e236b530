namespace FakeNews.Ingest.Parsing;

/// <summary>How a body is to be read, by its content type.</summary>
internal enum PayloadKind
{
    /// <summary>The article itself.</summary>
    Article,

    /// <summary>A structured CloudEvent whose data is the article.</summary>
    StructuredCloudEvent,

    /// <summary>Something else.</summary>
    Unsupported,
}
