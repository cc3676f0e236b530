namespace FakeNews.Ingest.Consuming;

/// <summary>Why a session ended.</summary>
internal enum SessionEnd
{
    /// <summary>It was asked to, and has drained.</summary>
    Stopped,

    /// <summary>Its clients can't go on; new ones start from the last commit.</summary>
    Broken,

    /// <summary>Another process took its place.</summary>
    Fenced,
}
