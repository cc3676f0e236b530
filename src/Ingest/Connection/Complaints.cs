using Confluent.Kafka;

namespace FakeNews.Ingest.Connection;

/// <summary>
/// What the clients of one attempt complained of. A client whose credentials are refused says so once and says after it that no broker is reachable, and its calls end with
/// "timed out": the refusal is the cause, so it stays until <see cref="Clear"/>. Thread-safe.
/// </summary>
internal sealed class Complaints
{
    private volatile Error? _telling;

    /// <summary>Takes a complaint; one that only says that nobody answers does not replace one that says more.</summary>
    public void Add(Error error)
    {
        if (_telling is null || !SaysLittle(error))
        {
            _telling = error;
        }
    }

    /// <summary>What stands behind an error.</summary>
    public Error Cause(Error error) => SaysLittle(error) && _telling is { } telling ? telling : error;

    /// <summary>A new attempt begins.</summary>
    public void Clear() => _telling = null;

    private static bool SaysLittle(Error error) => error.Code
        is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_TimedOutQueue or ErrorCode.RequestTimedOut;
}
