using System.Threading.Channels;
using FakeNews.Grains.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace FakeNews.Grains.Sources;

/// <summary>
/// Sends verdicts to an Orleans memory stream keyed by publisher. For display only: it never blocks, never fails, and under pressure it forgets.
/// </summary>
public sealed partial class VerdictStream : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>The stream provider's name.</summary>
    public const string Provider = "verdicts";

    /// <summary>The streams' namespace; a stream's key is the publisher's normalized name.</summary>
    public const string Namespace = "verdicts";

    private static readonly TimeSpan SendBound = TimeSpan.FromSeconds(5);

    private readonly Channel<(string Source, VerdictNotice Notice)> _waiting;
    private readonly SourceAdmission _admission;
    private readonly CancellationTokenSource _stop = new();
    private readonly SourcesOptions _options;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger<VerdictStream> _logger;
    private Task _sending = Task.CompletedTask;

    /// <summary>Made by the container.</summary>
    public VerdictStream(IOptions<SourcesOptions> options, IServiceProvider services, TimeProvider time, ILogger<VerdictStream> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _services, _time, _logger) = (options.Value, services, time, logger);
        _waiting = Channel.CreateBounded<(string, VerdictNotice)>(new BoundedChannelOptions(_options.Capacity)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
            SingleReader = true,
        });
        _admission = new(_options.MaximumSources, _options.Window, time);
    }

    /// <summary>Tells of a verdict; returns at once.</summary>
    public void Publish(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        _waiting.Writer.TryWrite((verdict.Source ?? "", new(verdict.ArticleId, verdict.Decision, verdict.FakeProbability, verdict.ClassifiedAt)));
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        observer.Subscribe(
            nameof(VerdictStream),
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
            var streams = _services.GetRequiredKeyedService<IStreamProvider>(Provider);
            while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
            {
                await Task.Delay(_options.FlushEvery, _time, _stop.Token);
                foreach (var (source, notices) in Drain())
                {
                    await SendAsync(streams.GetStream<VerdictNotices>(StreamId.Create(Namespace, source)), new([.. notices]));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops; what was not sent is not counted.
        }
    }

    private Dictionary<string, List<VerdictNotice>> Drain()
    {
        var bySource = new Dictionary<string, List<VerdictNotice>>(StringComparer.Ordinal);
        for (var i = 0; i < _options.Capacity && _waiting.Reader.TryRead(out var next); i++)
        {
            var source = _admission.Admit(SourceName.Normalize(next.Source));
            if (!bySource.TryGetValue(source, out var notices))
            {
                bySource.Add(source, notices = []);
            }

            notices.Add(next.Notice);
        }

        return bySource;
    }

    private async Task SendAsync(IAsyncStream<VerdictNotices> stream, VerdictNotices notices)
    {
        try
        {
            await stream.OnNextAsync(notices).WaitAsync(SendBound, _stop.Token);
        }
        // Best effort: a stream that can't be reached costs a figure on a page, nothing else.
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotSent(notices.Notices.Length, e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Count} verdicts were not counted by source: {Error}")]
    private partial void LogNotSent(int count, string error);
}
