using Confluent.Kafka;
using FakeNews.Ingest.Connection;
using FakeNews.Ingest.DeadLetters;
using FakeNews.Ingest.Delivery;
using FakeNews.Ingest.Operations;
using FakeNews.Ingest.Settlement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FakeNews.Ingest.Consuming;

/// <summary>
/// Reads the articles' topic, has the articles judged, and delivers the results, from start to stop of the host. One dedicated thread per silo runs one session after
/// another: whatever breaks a session, the next one starts from the last commit, after a pause that grows while nothing gets delivered. Register it after
/// Orleans, so that it starts later and stops earlier. Stopping drains within <see cref="KafkaOptions.DrainTimeout"/>; the host's shutdown timeout must
/// be longer.
/// </summary>
public sealed partial class ArticleConsumer : IHostedService, IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SessionParts _parts;
    private readonly string _silo;
    private readonly TopicSetup _topics;
    private readonly NamesakeWatch _namesakes;
    private readonly Complaints _complaints;
    private readonly ILogger _log;
    private Thread? _thread;
    private SessionEnd _lastEnd;

    /// <summary>Creates the consumer; nothing is connected before <see cref="StartAsync"/>.</summary>
    public ArticleConsumer(
        KafkaConnection connection,
        IngestIdentity identity,
        IArticleJudge judge,
        IEnumerable<IVerdictListener> listeners,
        IngestState state,
        IngestMetrics metrics,
        TimeProvider time,
        ILogger<ArticleConsumer> log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(identity);
        var topics = connection.Options.Topics;
        var judging = new ArticleJudging(judge, new VerdictRecords(topics), new DeadLetterRecords(topics, time), connection.Options, time, log);
        _complaints = new Complaints();
        _parts = new SessionParts(connection, judging, state, metrics, [.. listeners], _complaints, new RecentConsignments(connection, time), time, log);
        _silo = identity.Silo;
        _topics = new TopicSetup(connection, log, _complaints.Add);
        _namesakes = new NamesakeWatch(connection, _silo, _complaints.Add);
        _log = log;
    }

    private KafkaOptions Options => _parts.Connection.Options;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Work) { Name = "articles", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_thread is not null)
        {
            await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        if (_thread is null || _ended.Task.Wait(Options.BrokerTimeout + Options.BrokerTimeout))
        {
            _stop.Dispose();
        }
    }

    private void Work()
    {
        for (var failures = 0; !_stop.IsCancellationRequested; failures++)
        {
            if (RunSession())
            {
                failures = 0;
            }

            _stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(failures, 10)))));
        }

        _parts.State.Enter(IngestPhase.Stopped);
        _ended.SetResult();
    }

    /// <summary>Runs one session.</summary>
    /// <returns>True where it delivered something.</returns>
    private bool RunSession()
    {
        try
        {
            _complaints.Clear();
            _parts.State.Enter(IngestPhase.Connecting);
            _topics.EnsureAsync().GetAwaiter().GetResult();
            if (MustBeAlone && _namesakes.IsThere())
            {
                _parts.State.Enter(IngestPhase.Fenced);
                Trouble($"The group {Options.GroupId} has a member of the name {_silo} already; give every silo a name of its own. Waiting until it is gone.");
                return false;
            }

            using var session = new ConsumerSession(_parts, _parts.Connection.Member(_silo), Delivery);
            var end = _lastEnd = session.Run(_stop.Token);
            if (end != SessionEnd.Stopped)
            {
                _parts.Metrics.Rebuilt();
                Rebuilding(end);
            }

            return session.HasDelivered;
        }
        catch (Exception exception)
        {
            // Whatever it is (no broker, no rights, a bug), the records are still in Kafka: say it and try again from the last commit.
            Trouble(exception is KafkaException { Error: { } error } ? BrokerErrors.Sentence(_complaints.Cause(error)) : exception.GetType().Name + ": " + exception.Message);
            return false;
        }
    }

    /// <summary>
    /// A static member stays in the group over its restart, so whoever starts finds himself there. He takes his place again, and another process of the name is fenced: that one
    /// waits.
    /// </summary>
    private bool MustBeAlone => Options.EffectiveDelivery == DeliveryGuarantee.ExactlyOnce && (!Options.StaticMembership || _lastEnd == SessionEnd.Fenced);

    private IDelivery Delivery(IConsumer<byte[]?, byte[]?> consumer)
    {
        var configuration = _parts.Connection.Producer(_silo);
        if (Options.EffectiveDelivery == DeliveryGuarantee.AtLeastOnce)
        {
            return new AtLeastOnceDelivery(_parts.Connection.Build(configuration, _complaints.Add), consumer, Options.BrokerTimeout);
        }

        configuration.TransactionalId = $"{Options.GroupId}-{_silo}";
        configuration.TransactionTimeoutMs = (int)Options.TransactionTimeout.TotalMilliseconds;

        // A producer that is given up because no broker answers must not begin its transaction again when one does: the abort of that would take with it what a forgotten
        // transaction left unmarked.
        configuration.MessageTimeoutMs = (int)Math.Min(Options.BrokerTimeout.TotalMilliseconds, Options.TransactionTimeout.TotalMilliseconds);
        return new ExactlyOnceDelivery(_parts.Connection.Build(configuration, _complaints.Add), Options.BrokerTimeout);
    }

    private void Trouble(string sentence)
    {
        _parts.State.Trouble(sentence);
        Troubled(sentence);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void Troubled(string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session with the broker ended ({End}); building a new one from the last commit.")]
    private partial void Rebuilding(SessionEnd end);
}
