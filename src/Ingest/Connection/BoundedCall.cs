namespace FakeNews.Ingest.Connection;

/// <summary>Bounds calls of the client library that take no timeout, or do not keep to it.</summary>
internal static class BoundedCall
{
    /// <summary>Runs a call on another thread.</summary>
    /// <returns>False where it did not end in time; it goes on, and the client it belongs to must be neither used nor disposed any more.</returns>
    public static bool TryRun(Action call, TimeSpan bound)
    {
        var running = Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        try
        {
            return running.Wait(bound);
        }
        catch (AggregateException failure) when (failure.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
