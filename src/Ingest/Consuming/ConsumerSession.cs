using System.Collections.Immutable;
using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Offsets;
using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Settlement;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// One life of a consumer and its producer: reads, hands out, takes results back, delivers the finished prefix. Everything but judging happens on the one thread
/// that runs <see cref="Run"/>, rebalances included (the client library calls back from within Consume), so no lock is needed and no order is open.
/// </summary>
internal sealed partial class ConsumerSession : IDisposable
{
    // How long a poll waits for records; results that come in meanwhile wait as long at most.
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PauseAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ObserveEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(3);

    // Deliveries in a row that may come to nothing before the clients are built anew.
    private const int UndoneLimit = 6;

    private readonly KafkaOptions _options;
    private readonly ArticleJudging _judging;
    private readonly IngestState _state;
    private readonly IngestMetrics _metrics;
    private readonly IReadOnlyList<IVerdictListener> _listeners;
    private readonly RecentConsignments _recent;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly IDelivery _delivery;

    private readonly Assignment<ArticleResult> _assignment = new();
    private readonly GroupMembership _membership = new();
    private readonly InFlightWindow _window;
    private readonly Completions _completions = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly ImmutableArray<TrackedRecord>.Builder _batch = ImmutableArray.CreateBuilder<TrackedRecord>();
    private readonly List<ArticleResult> _results = [];
    private readonly GroupOffsets _committed;
    private readonly OffsetSettlement _settlement;

    // Articles to be read again although their results are visible, by partition; what a settlement leaves.
    private readonly Dictionary<int, IReadOnlySet<long>> _answered = [];
    private SessionEnd? _end;
    private bool _paused;
    private bool _reassigned;
    private bool _draining;
    private int _undone;
    private long _deliverFrom;
    private long _observed;
    private long _fullSince;

    /// <summary>Builds consumer and delivery; nothing is connected yet.</summary>
    /// <param name="parts">What all sessions share.</param>
    /// <param name="configuration">The member's settings.</param>
    /// <param name="delivery">Makes the delivery for the consumer.</param>
    public ConsumerSession(SessionParts parts, ConsumerConfig configuration, Func<IConsumer<byte[]?, byte[]?>, IDelivery> delivery)
    {
        (_options, _judging, _state, _metrics, _listeners, _recent, _time, _log) =
            (parts.Connection.Options, parts.Judging, parts.State, parts.Metrics, parts.Listeners, parts.Recent, parts.Time, parts.Log);
        _window = new InFlightWindow(_options.Window);
        _committed = new GroupOffsets(_options.Topics.Articles, _time);
        _settlement = new OffsetSettlement(new ForgottenTransaction(parts.Connection), _committed, _options.TransactionTimeout + _options.BrokerTimeout);
        _consumer = parts.Connection.Build(configuration, error => Complain(parts.Complaints, error))
            .SetPartitionsAssignedHandler((_, partitions) => Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => Revoked(partitions))
            .SetPartitionsLostHandler((_, partitions) => Lost(partitions))
            .Build();
        _delivery = delivery(_consumer);
    }

    /// <summary>True once something was delivered: the clients work.</summary>
    public bool HasDelivered { get; private set; }

    /// <summary>Works until told to stop (then drains within the bound) or until the clients fail.</summary>
    public SessionEnd Run(CancellationToken stop)
    {
        _delivery.Open();
        _consumer.Subscribe(_options.Topics.Articles);
        while (_end is null && !stop.IsCancellationRequested)
        {
            Poll();
            Turn();
        }

        if (_end is null)
        {
            Drain();
        }

        return _end ?? SessionEnd.Stopped;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end ??= SessionEnd.Stopped;
        _abandon.Cancel();

        // Leaves the group. Both calls can wait for a broker that is gone.
        var closed = BoundedCall.TryRun(
            () =>
            {
                _consumer.Close();
                _consumer.Dispose();
            },
            _options.BrokerTimeout);
        _delivery.Dispose();
        if (closed)
        {
            _abandon.Dispose();
        }

        _state.Change(status => status with { Partitions = [], InFlight = 0, WindowBytes = 0, IsPaused = false });
    }

    private void Turn()
    {
        TakeResults();
        Regulate();
        Mend();
        if (_assignment.HasFinishedPrefix && (_time.GetTimestamp() >= _deliverFrom || IsHeldUpByDelivery))
        {
            Deliver();
        }

        Observe();
    }

    /// <summary>
    /// True where the window is full, but not for long. A pause throws away what the client has fetched ahead, and after a resume it takes the client up to a second to
    /// fetch again; a window that empties in less is better waited for without polling.
    /// </summary>
    private bool IsFullForMoment => _window.IsFull && !_paused && !_draining && _time.GetElapsedTime(_fullSince) < PauseAfter;

    private void Poll()
    {
        if (IsFullForMoment)
        {
            _completions.Wait(PollTime);
            return;
        }

        var wait = PollTime;
        for (var taken = 0; taken < _options.BatchArticles; taken++)
        {
            if (Consume(wait) is not { } record)
            {
                break;
            }

            wait = TimeSpan.Zero;
            if (!_draining && _assignment.Admit(record.Partition, record.Offset, record.Bytes) is { } epoch)
            {
                _window.Admit(record.Bytes);
                if (_answered.TryGetValue(record.Partition, out var answered) && answered.Contains(record.Offset))
                {
                    _assignment.TryFinish(record.Partition, epoch, record.Offset, ArticleResult.Visible);
                }
                else
                {
                    _batch.Add(new TrackedRecord(record, epoch));
                }

                if (_window.IsFull)
                {
                    _fullSince = _time.GetTimestamp();
                    break;
                }
            }
        }

        HandOut();
    }

    private InputRecord? Consume(TimeSpan wait)
    {
        try
        {
            return _consumer.Consume(wait) is { IsPartitionEOF: false } result ? InputRecord.From(result) : null;
        }
        catch (KafkaException exception)
        {
            Trouble(BrokerErrors.Sentence(exception.Error));
            if (exception.Error.IsFatal)
            {
                End(DeliveryFailure.IsFenced(exception.Error) ? SessionEnd.Fenced : SessionEnd.Broken);
            }

            return null;
        }
    }

    private void HandOut()
    {
        if (_batch.Count > 0)
        {
            _metrics.Consumed(_batch.Count);
            _ = _judging.Start(_batch.ToImmutable(), _completions, _abandon.Token);
            _batch.Clear();
        }
    }

    private void TakeResults()
    {
        while (_completions.TryTake(out var completion))
        {
            var (record, epoch) = completion.Tracked;
            if (completion.Result is not { } result || !_assignment.TryFinish(record.Partition, epoch, record.Offset, result))
            {
                _window.Release(1, record.Bytes);
                _metrics.Stale();
            }
        }
    }

    /// <summary>Pauses all partitions when the window is full, and resumes them when it has room; polling goes on, so the member stays one.</summary>
    private void Regulate()
    {
        if ((_window.IsFull != _paused || _reassigned) && !_draining && !IsFullForMoment)
        {
            (_paused, _reassigned) = (_window.IsFull, false);
            if (_paused)
            {
                _consumer.Pause(_consumer.Assignment);
            }
            else
            {
                _consumer.Resume(_consumer.Assignment);
            }

            _state.Change(status => status with { IsPaused = _paused });
        }
    }

    private void Drain()
    {
        _state.Enter(IngestPhase.Draining);
        _draining = true;
        _consumer.Pause(_consumer.Assignment);
        var started = _time.GetTimestamp();
        while (_end is null && (_assignment.Unfinished > 0 || _assignment.HasFinishedPrefix || _recent.IsUnsettled) && _time.GetElapsedTime(started) < _options.DrainTimeout)
        {
            Poll();
            Turn();
        }
    }

    /// <summary>Ends the session; judging stops at once, for nobody waits for its results.</summary>
    private void End(SessionEnd end)
    {
        _end ??= end;
        _abandon.Cancel();
    }

    private void Complain(Complaints complaints, Error error)
    {
        complaints.Add(error);
        _state.Trouble(BrokerErrors.Sentence(complaints.Cause(error)));
        if (error.Code is ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown)
        {
            _recent.Doubt();
        }
    }

    private void Trouble(string? sentence)
    {
        _state.Trouble(sentence ?? "Delivery failed.");
        Troubled(sentence ?? "Delivery failed.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void Troubled(string sentence);
}
