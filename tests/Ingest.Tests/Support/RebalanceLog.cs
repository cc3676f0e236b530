using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Tests.Support;

/// <summary>Hears which moves of partitions a consumer tells of, in order.</summary>
internal sealed class RebalanceLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string What, int Count)> _moves = new();

    /// <summary>What was assigned, revoked or lost; a rebalance that moves nothing is no move.</summary>
    public (string What, int Count)[] Moves => [.. _moves.Where(move => move.Count > 0)];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> values
            && values.FirstOrDefault(value => value.Key == "What").Value is string what
            && values.FirstOrDefault(value => value.Key == "Count").Value is int count)
        {
            _moves.Enqueue((what, count));
        }
    }

    public void Dispose()
    {
    }
}
