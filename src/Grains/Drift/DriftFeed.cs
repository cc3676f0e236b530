using System.Collections.Immutable;
using System.Threading.Channels;
using FakeNews.Grains.Contracts;
using FakeNews.Grains.Models;
using FakeNews.Grains.Swap;
using Microsoft.Extensions.Logging;

namespace FakeNews.Grains.Drift;

/// <summary>
/// Sends what drift looks at of delivered verdicts to the drift grain. It never blocks and never fails; under pressure it forgets, which leaves the window's
/// mix as it is.
/// </summary>
public sealed partial class DriftFeed : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int Capacity = 4096;

    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendBound = TimeSpan.FromSeconds(10);

    private readonly Channel<Verdict> _waiting = Channel.CreateBounded<Verdict>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly ActiveModel _active;
    private readonly ModelFollower _follower;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly ILogger<DriftFeed> _logger;
    private Task _sending = Task.CompletedTask;

    internal DriftFeed(ActiveModel active, ModelFollower follower, IGrainFactory grains, TimeProvider time, ILogger<DriftFeed> logger) =>
        (_active, _follower, _grains, _time, _logger) = (active, follower, grains, time, logger);

    /// <summary>Tells of a verdict; returns at once. A candidate's verdicts and those of a model before are left out.</summary>
    public void Offer(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Model == _active.Current?.Identity)
        {
            _waiting.Writer.TryWrite(verdict);
        }
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        observer.Subscribe(
            nameof(DriftFeed),
            ServiceLifecycleStage.Active,
            _ =>
            {
                _sending = Task.Run(SendAllAsync, CancellationToken.None);
                return Task.CompletedTask;
            },
            async _ =>
            {
                await _stop.CancelAsync();
                await _sending;
            });
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task SendAllAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                await Task.Delay(FlushEvery, _time, _stop.Token);
                if (Drain() is { Samples.IsEmpty: false } batch)
                {
                    await SendAsync(batch);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops; what was not sent is not compared.
        }
    }

    /// <summary>What waits, as far as it is of the model that is active now.</summary>
    private DriftBatch? Drain()
    {
        // In this order: a generation that is too old makes the grain leave the batch out, one that is too new would begin a model again.
        var generation = _follower.Generation;
        if (_active.Current?.Identity is not { } model)
        {
            return null;
        }

        var samples = ImmutableArray.CreateBuilder<DriftSample>();
        for (var i = 0; i < Capacity && _waiting.Reader.TryRead(out var verdict); i++)
        {
            if (verdict.Model == model)
            {
                samples.Add(DriftSample.Of(verdict));
            }
        }

        return new(model, generation, samples.DrainToImmutable());
    }

    private async Task SendAsync(DriftBatch batch)
    {
        try
        {
            await _grains.GetGrain<IDriftGrain>(0).ObserveAsync(batch).WaitAsync(SendBound, _stop.Token);
        }
        // Best effort: what does not arrive is missing in a window, nothing else.
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotSent(batch.Samples.Length, e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Count} verdicts were not looked at for drift: {Error}")]
    private partial void LogNotSent(int count, string error);
}
