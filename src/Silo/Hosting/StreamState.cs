using System.Diagnostics.Metrics;
using FakeNews.Grains.Classification;
using FakeNews.Grains.Contracts;
using FakeNews.Ingest.Connection;
using FakeNews.Silo.Api;

namespace FakeNews.Silo.Hosting;

/// <summary>Counts what was delivered, and knows the model and the broker, for the page.</summary>
internal sealed class StreamState : IStreamState, IDisposable
{
    private readonly IModelReadiness _model;
    private readonly KafkaConnection _connection;
    private readonly SiloName _name;
    private readonly MeterListener _deadLetterListener = new();
    private readonly RecentRate _rate;
    private long _flagged;
    private long _review;
    private long _passed;
    private long _deadLetters;

    public StreamState(IModelReadiness model, KafkaConnection connection, SiloName name, IMeterFactory meters, TimeProvider time)
    {
        (_model, _connection, _name) = (model, connection, name);
        _rate = new RecentRate(TimeSpan.FromSeconds(10), time);
        _deadLetterListener.InstrumentPublished = (instrument, listener) =>
        {
            // The meter's scope is its factory: that of another host in the same process is not ours.
            if (instrument.Name == "fakenews.ingest.dead_letters" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _deadLetterListener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _deadLetters, count));
        _deadLetterListener.Start();
    }

    public string Silo => _name.Value;

    public ModelIdentity? Model => _model.Model;

    public BrokerState Broker
    {
        get
        {
            var topics = _connection.Options.Topics;
            return new BrokerState(
                _connection.IsEmbedded ? "embedded" : "kafka",
                _connection.BootstrapServers,
                _connection.Options.EffectiveDelivery == DeliveryGuarantee.ExactlyOnce ? "exactly-once" : "at-least-once",
                topics.Articles,
                topics.Verdicts,
                topics.Flagged,
                topics.DeadLetters);
        }
    }

    public StreamFigures Figures
    {
        get
        {
            var (flagged, review, passed) = (Interlocked.Read(ref _flagged), Interlocked.Read(ref _review), Interlocked.Read(ref _passed));
            return new StreamFigures(flagged + review + passed, flagged, review, passed, Interlocked.Read(ref _deadLetters), _rate.PerSecond);
        }
    }

    /// <summary>Counts delivered verdicts.</summary>
    public void Count(IReadOnlyList<Verdict> verdicts)
    {
        _rate.Add(verdicts.Count);
        foreach (var verdict in verdicts)
        {
            _ = verdict.Decision switch
            {
                Decision.Flag => Interlocked.Increment(ref _flagged),
                Decision.Review => Interlocked.Increment(ref _review),
                _ => Interlocked.Increment(ref _passed),
            };
        }
    }

    public void Dispose() => _deadLetterListener.Dispose();
}
