namespace FakeNews.Ingest.Operations;

/// <summary>Where the consumer stands.</summary>
public enum IngestPhase
{
    /// <summary>Not started.</summary>
    Idle,

    /// <summary>Looking for the broker, the topics and a place in the group; retried without end.</summary>
    Connecting,

    /// <summary>A member of the group that reads, judges and delivers.</summary>
    Running,

    /// <summary>Another process bears this silo's name; waits until it is gone.</summary>
    Fenced,

    /// <summary>Stopping: nothing new is read, what is under way is finished.</summary>
    Draining,

    /// <summary>Stopped.</summary>
    Stopped,
}
