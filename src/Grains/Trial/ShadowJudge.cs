using System.Threading.Channels;
using FakeNews.Grains.Devices;
using Microsoft.Extensions.Options;

namespace FakeNews.Grains.Trial;

/// <summary>
/// Does the shadow's work and the cascade's checks, one at a time, on a device of this silo that has a lane to spare, within a bounded part of the lanes' time. Under load no
/// lane is to spare, the queue fills, and work is dropped: the shadow is the first to go without.
/// </summary>
internal sealed class ShadowJudge(LocalDevices devices, IOptions<TrialLimits> limits, TimeProvider time) : IShadow, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly Channel<ISpareWork> _queue = Channel.CreateBounded<ISpareWork>(new BoundedChannelOptions(limits.Value.ShadowQueue) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private Task? _loop;

    public bool Offer(ISpareWork work)
    {
        if (_loop is null && Interlocked.CompareExchange(ref _loop, Task.CompletedTask, null) is null)
        {
            _loop = Task.Run(LoopAsync);
        }

        return _queue.Writer.TryWrite(work);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_loop is { } loop)
        {
            await loop;
        }

        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            await foreach (var work in _queue.Reader.ReadAllAsync(_stop.Token))
            {
                var device = await SpareAsync();
                var started = time.GetTimestamp();
                await JudgeAsync(work, device);
                await RestAsync(time.GetElapsedTime(started));
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    /// <summary>The next device that has a lane to spare.</summary>
    private async Task<InferenceDevice> SpareAsync()
    {
        while (true)
        {
            foreach (var device in devices.All)
            {
                if (device.Depth < device.Description.Lanes)
                {
                    return device;
                }
            }

            await Task.Delay(Patience, time, _stop.Token);
        }
    }

    private static async Task JudgeAsync(ISpareWork work, InferenceDevice device)
    {
        try
        {
            await work.RunAsync(device);
        }
        catch (Exception e) when (e is DeviceBusyException or ModelAbsentException)
        {
            work.Dropped();
        }
        // What the candidate can't judge is what the shadow is there to find out.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            work.Failed();
        }
    }

    /// <summary>Stays within the shadow's part of all lanes.</summary>
    private async Task RestAsync(TimeSpan busy)
    {
        var lanes = devices.All.Sum(device => device.Description.Lanes) * limits.Value.ShadowCapacity;
        var rest = lanes > 0 ? (busy / lanes) - busy : Timeout.InfiniteTimeSpan;
        if (rest > TimeSpan.Zero || rest == Timeout.InfiniteTimeSpan)
        {
            await Task.Delay(rest, time, _stop.Token);
        }
    }
}
